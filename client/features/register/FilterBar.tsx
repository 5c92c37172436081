import { useTranslation } from 'react-i18next';
import { pillarIds } from '#shared/model/lists.ts';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import { programmeStatuses } from '#shared/model/programmeLists.ts';
import { findIdleMoney } from '#shared/rules/budget.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { countChoices, type ProgrammeFilter } from './programmeFilter.ts';
import styles from './register.module.css';
import { pillarName } from './registerNames.ts';

interface FilterBarProps {
  readonly rows: readonly ProgrammeRow[];
  readonly filter: ProgrammeFilter;
  readonly onChange: (filter: ProgrammeFilter) => void;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

/** Pillars, what stands out, agency and status; each choice says how many it shows. */
export function FilterBar({ rows, filter, onChange }: FilterBarProps) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const pillars = countChoices(rows, filter, 'pillar', ({ pillar }) => pillar);
  const agencies = countChoices(rows, filter, 'agency', ({ agency }) => agency);
  const statuses = countChoices(rows, filter, 'status', ({ status }) => status ?? 'unknown');
  const quick = countChoices(rows, filter, 'isQuickWin', ({ quickWin }) => String(quickWin === true));
  const idle = countChoices(rows, filter, 'isIdle', ({ money }) => String(findIdleMoney(money) !== null));
  const change = (part: Partial<ProgrammeFilter>): void => onChange({ ...filter, ...part });
  const agencyChoices = [...agencies].map(
    ([code, count]) => [code, `${names.agencyName(code)} (${count})`] as const,
  );
  return (
    <section className="stack" aria-label={t('filter.title')}>
      <fieldset className={styles['chips']}>
        <legend className="visually-hidden">{t('filter.pillar')}</legend>
        <Chip isOn={filter.pillar === null} onPress={() => change({ pillar: null })}>
          {t('filter.all', { count: sum(pillars) })}
        </Chip>
        {pillarIds.map((id) => (
          <Chip key={id} isOn={filter.pillar === id} onPress={() => change({ pillar: id })}>
            {`${pillarName(names, id)} (${pillars.get(id) ?? 0})`}
          </Chip>
        ))}
      </fieldset>
      <div className={styles['chips']}>
        <Chip
          isOn={filter.isIdle}
          title={t('filter.idleHint')}
          onPress={() => change({ isIdle: !filter.isIdle })}
        >
          {t('filter.idle', { count: idle.get('true') ?? 0 })}
        </Chip>
        <Chip isOn={filter.isQuickWin} onPress={() => change({ isQuickWin: !filter.isQuickWin })}>
          {t('filter.quickWin', { count: quick.get('true') ?? 0 })}
        </Chip>
        {filter.year === null ? null : (
          <Chip isOn onPress={() => change({ year: null })}>
            {t('filter.year', { year: filter.year })}
          </Chip>
        )}
      </div>
      <div className="pair">
        <ChoiceField
          label={t('filter.agency')}
          value={filter.agency ?? ''}
          choices={[
            ['', t('filter.all', { count: sum(agencies) })],
            ...agencyChoices.sort((a, b) => a[1].localeCompare(b[1], 'id')),
          ]}
          onChange={(agency) => change({ agency: agency || null })}
        />
        <ChoiceField
          label={t('filter.status')}
          value={filter.status ?? ''}
          choices={[
            ['', t('filter.all', { count: sum(statuses) })],
            ...[...programmeStatuses, 'unknown' as const].map(
              (status) => [status, `${t(`status.${status}`)} (${statuses.get(status) ?? 0})`] as const,
            ),
          ]}
          onChange={(status) => change({ status: status || null })}
        />
      </div>
    </section>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly title?: string;
  readonly onPress: () => void;
  readonly children: string;
}

function Chip({ isOn, title, onPress, children }: ChipProps) {
  return (
    <button
      type="button"
      className={styles['chip'] ?? ''}
      aria-pressed={isOn}
      title={title}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
