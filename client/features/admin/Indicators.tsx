import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionVersion } from '#shared/model/definition.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { type DefinedIndicator, fetchIndicators } from '../../connection/desk/admin.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toDayText, toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { DefinitionForm } from './DefinitionForm.tsx';

/** Definitions of indicators with their dated versions. */
export function Indicators() {
  const { t } = useTranslation('admin');
  const query = useQuery({ queryKey: ['indicators'], queryFn: fetchIndicators });
  const [chosen, setChosen] = useState('');
  return (
    <div className="stack">
      <p className="quiet">{t('indicators.lead')}</p>
      <Answer query={query}>
        {(items) => {
          const one = items.find(({ indicator }) => indicator.id === chosen);
          return (
            <>
              <ChoiceField
                label={t('indicators.pick')}
                value={chosen}
                choices={[
                  ['', t('common:choose')],
                  ...items.map(({ indicator: { id, name } }) => [String(id), name[deskLanguage()]] as const),
                ]}
                onChange={setChosen}
              />
              {one ? <Definition key={one.indicator.id} defined={one} /> : null}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Definition({ defined: { indicator, versions } }: { readonly defined: DefinedIndicator }) {
  const { t } = useTranslation('admin');
  const names = useNames();
  const [isEditing, setEditing] = useState(false);
  const { range, target } = indicator;
  return (
    <>
      <section className="card stack">
        <div className="row" data-apart>
          <h2>{indicator.name[deskLanguage()]}</h2>
          <button type="button" onClick={() => setEditing(true)} disabled={isEditing}>
            {t('indicators.add')}
          </button>
        </div>
        <dl className="facts">
          <dt>{t('indicators.agency')}</dt>
          <dd>{names.agency(indicator.agency)?.name ?? indicator.agency}</dd>
          <dt>{t('indicators.needed')}</dt>
          <dd>
            {indicator.verificationNeeded
              ? `${t('common:yes')} (${indicator.verificationSteps})`
              : t('common:no')}
          </dd>
          <dt>{t('indicators.provisional')}</dt>
          <dd>{t(indicator.showProvisional ? 'common:yes' : 'common:no')}</dd>
          <dt>{t('indicators.target')}</dt>
          <dd>
            {target
              ? `${toValueText(target.value, indicator)} (${target.year}, ${target.source.label})`
              : t('indicators.noTarget')}
          </dd>
          <dt>{`${t('indicators.min')} – ${t('indicators.max')}`}</dt>
          <dd>
            {range
              ? `${toValueText(range.min, indicator)} – ${toValueText(range.max, indicator)}`
              : t('indicators.noTarget')}
          </dd>
        </dl>
      </section>
      {isEditing ? <DefinitionForm indicator={indicator} onDone={() => setEditing(false)} /> : null}
      <h2>{t('indicators.versions')}</h2>
      {versions.length === 0 ? <Empty>{t('indicators.none')}</Empty> : <Versions versions={versions} />}
    </>
  );
}

function Versions({ versions }: { readonly versions: readonly DefinitionVersion[] }) {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  return (
    <ul className="stack" data-tight>
      {versions.map((version) => (
        <li key={version.validFrom} className="card stack" data-tight>
          <div className="row" data-apart>
            <span className="strong">
              {t('indicators.from')} {toDayText(version.validFrom, zone)}
            </span>
            <Tag tone={version.state === 'current' ? 'good' : 'plain'}>
              {t(`indicators.state.${version.state}`)}
            </Tag>
          </div>
          <p className="quiet">
            {version.by} · {version.reason}
          </p>
          <code>{JSON.stringify(version.changes)}</code>
        </li>
      ))}
    </ul>
  );
}
