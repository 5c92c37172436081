import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeAnswer } from '#shared/model/budget.ts';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { StatusTag } from './ProgrammeTable.tsx';
import { pillarName, subDimensionName } from './registerNames.ts';

/** What the register says of a programme, and what it does not say yet. */
export function ProgrammeFacts({ answer: { row, programme } }: { readonly answer: ProgrammeAnswer }) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const { code, note, areas, secondary, source } = programme;
  const unknown = t('unknown');
  const quick = programme.quickWin === null ? 'unknown' : programme.quickWin ? 'yes' : 'no';
  const sub = subDimensionName(names, row.subDimension);
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('detail.pillar'), [pillarName(names, row.pillar), sub].filter(Boolean).join(' · ')],
    ...(secondary.length > 0
      ? [[t('detail.secondary'), secondary.map((one) => subDimensionName(names, one)).join(', ')] as const]
      : []),
    [t('detail.agency'), names.agency(row.agency)?.name ?? row.agency],
    [t('programmeForm:quickWin'), t(`programmeForm:quick.${quick}`)],
    [t('detail.years'), row.period ?? unknown],
    [t('detail.areas'), areas.length > 0 ? areas.map(names.areaName).join(', ') : unknown],
    [t('detail.code'), code ? t('detail.codeOf', { ...code }) : unknown],
    [t('detail.source'), source ?? unknown],
    ...(note ? [[t('detail.note'), note] as const] : []),
  ];
  return (
    <section className="card stack" aria-label={t('detail.facts')}>
      <div className="row">
        <StatusTag status={row.status} />
        {row.quickWin ? <Tag tone="info">{t('quickWin')}</Tag> : null}
        {row.simulated ? <Tag tone="watch">{t('simulated')}</Tag> : null}
      </div>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
      </dl>
      {row.version === 0 ? <Message tone="info">{t('detail.fromPack')}</Message> : null}
      {row.missing.length > 0 ? (
        <p className="quiet">
          {t('detail.missing', { list: row.missing.map((gap) => t(`gap.${gap}`)).join(', ') })}
        </p>
      ) : null}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
