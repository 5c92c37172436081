import { useTranslation } from 'react-i18next';
import type { EvidencePack } from '#shared/model/pack.ts';
import { listOtherSections } from '#shared/rules/otherSections.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { toInstantText } from '../../lib/desk/format.ts';
import { usePackWords } from './packWords.ts';

/** Alarms and links as they stood, and what else is in the pack. */
export function PackState({ pack }: { readonly pack: EvidencePack }) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const { sections, region } = pack;
  const troubled = sections.links.filter(({ state }) => state === 'down' || state === 'degraded');
  const others = listOtherSections(sections);
  const missing = others.filter((one) => one.missing !== null).map(({ name }) => name);
  const there = others.filter(({ rows }) => rows.length > 0).map(({ name }) => name);
  return (
    <>
      <section className="stack" data-tight>
        <h2>{t('alarms')}</h2>
        {sections.alarms.length === 0 ? (
          <Empty>{t(pack.pillar === null ? 'noAlarms' : 'noAlarmsOfPillar')}</Empty>
        ) : null}
        <ul>
          {sections.alarms.map(({ id, name, raisedAt, simulated }) => (
            <li key={id}>
              {words.name(name)} <span className="quiet">{toInstantText(raisedAt, region.zone)}</span>{' '}
              {simulated ? <Tag tone="watch">{t('origin.simulated')}</Tag> : null}
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" data-tight>
        <h2>{t('links')}</h2>
        {troubled.length === 0 ? <Empty>{t('linksUp')}</Empty> : null}
        <ul>
          {troubled.map(({ id, name, since }) => (
            <li key={id}>
              {name} <span className="quiet">{toInstantText(since, region.zone)}</span>
            </li>
          ))}
        </ul>
      </section>
      {there.length > 0 ? (
        <p className="quiet">{t('others', { names: words.sections(there, pack.pillar) })}</p>
      ) : null}
      {missing.length > 0 ? (
        <p className="strong">{t('missing', { names: words.sections(missing, pack.pillar) })}</p>
      ) : null}
    </>
  );
}
