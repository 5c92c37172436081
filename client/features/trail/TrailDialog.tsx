import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Trail } from '#shared/model/trail.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { type FigurePlace, fetchTrail } from '../../connection/desk/boards.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toPeriodText, toTimeText, toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

interface TrailDialogProps {
  readonly figure: FigurePlace;
  readonly indicator: Indicator | undefined;
  readonly areaName: string;
  readonly onClose: () => void;
}

/** The way of one figure: each version with person, file, cell, looks and audit entry. */
export function TrailDialog({ figure, indicator, areaName, onClose }: TrailDialogProps) {
  const { t } = useTranslation('input');
  const { zone } = useZone();
  const query = useQuery({
    queryKey: ['trail', figure.indicator, figure.area, figure.observedAt],
    queryFn: () => fetchTrail(figure),
    staleTime: 0,
  });
  return (
    <Dialog title={`${t('trail.title')}: ${areaName}`} onClose={onClose}>
      {indicator ? (
        <p className="quiet">
          {indicator.name[deskLanguage()]} · {toPeriodText(figure.observedAt, indicator.cadence, zone)}
        </p>
      ) : null}
      <Answer query={query}>
        {({ versions }) =>
          versions.length === 0 ? (
            <Empty>{t('trail.none')}</Empty>
          ) : (
            <ol className="stack">
              {[...versions].reverse().map((version) => (
                <Version key={version.version} version={version} indicator={indicator} />
              ))}
            </ol>
          )
        }
      </Answer>
      <button type="button" onClick={onClose}>
        {t('common:close')}
      </button>
    </Dialog>
  );
}

type TrailVersion = Trail['versions'][number];

function Version({
  version,
  indicator,
}: {
  readonly version: TrailVersion;
  readonly indicator: Indicator | undefined;
}) {
  const { t } = useTranslation('input');
  const { zone } = useZone();
  const facts = toFacts(version, {
    look: (step, by, at) => t('trail.look', { step, by, time: toTimeText(at, zone) }),
    way: (way) => t(`trail.ways.${way}`, { defaultValue: way }),
  });
  return (
    <li className="card stack" data-tight>
      <div className="row" data-apart>
        <h3>{t('trail.version', { version: version.version })}</h3>
        <Tag tone={version.verification === 'verified' ? 'good' : 'plain'}>
          {t(`common:verificationState.${version.verification}`)}
        </Tag>
      </div>
      <p className="strong">{toValueText(version.value, indicator)}</p>
      <p className="quiet">{toTimeText(version.recordedAt, zone)}</p>
      <dl className="facts">
        {facts.map(([key, text]) => (
          <Fragment key={key}>
            <dt>{t(`trail.${key}`)}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
      </dl>
    </li>
  );
}

interface FactWords {
  readonly look: (step: number, by: string, at: string) => string;
  readonly way: (way: string) => string;
}

/** What is known of a version, in the order in which one asks. */
function toFacts(version: TrailVersion, words: FactWords): readonly (readonly [string, string])[] {
  const { by, way, from, file, ref, evidence, note, steps, audit } = version;
  const facts: (readonly [string, string | null])[] = [
    ['by', by],
    ['way', way && words.way(way)],
    ['from', from],
    ['file', file],
    ['cell', ref],
    ['evidence', evidence.length > 0 ? evidence.join(', ') : null],
    ['note', note],
    ['steps', steps.map((one) => words.look(one.step, one.by, one.at)).join('; ') || null],
    ['audit', audit === null ? null : `#${audit}`],
  ];
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== null);
}
