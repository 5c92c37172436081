import { useTranslation } from 'react-i18next';
import type { Pillar } from '#shared/model/pillar.ts';
import type { Programme } from '#shared/model/programme.ts';
import type { MoneySpan } from '#shared/rules/budget.ts';
import { EmptySlot } from '../../components/EmptySlot.tsx';
import { PillarIcon } from '../../components/PillarIcon.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatRupiah } from '../../lib/money.ts';
import { formatMonths } from '../../lib/month.ts';
import { type BoardPillar, findMoneyYear, toBoardPillar, toCountWords } from '../../lib/programmeBoard.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { usePanel, useViewStore } from '../../stores/viewStore.ts';
import styles from './ProgrammeBoard.module.css';

/** Owners that are named where a pillar has nothing; the rest is counted. */
const namedOwners = 4;
/** Programmes that fit below the figures of a pillar; three screens hold more. */
const shownProgrammes = 4;
const shownWide = 12;

/** Six pillars: milestones done of those planned, quick wins, and money beside physical progress. */
export function ProgrammeBoard() {
  const { t } = useTranslation('programme');
  const { catalogue } = useCatalogue();
  const hasMoney = usePanel('money');
  const hasList = usePanel('list');
  const { programmes, pillars } = catalogue;
  const year = findMoneyYear(programmes);
  return (
    <section className={styles.board} aria-labelledby="programme-board">
      <h3 id="programme-board" className="visually-hidden">
        {t('title')}
      </h3>
      <ul className={styles.pillars}>
        {pillars.map((pillar) => (
          <PillarCard
            key={pillar.id}
            pillar={pillar}
            board={toBoardPillar(programmes, pillar.id, year)}
            {...{ year, hasMoney, hasList }}
          />
        ))}
      </ul>
      <p className={styles.definition}>
        {t('definition')} {hasMoney && year !== null ? t('moneyDefinition', { year }) : null}
      </p>
    </section>
  );
}

interface PillarCardProps {
  readonly pillar: Pillar;
  readonly board: BoardPillar;
  readonly year: number | null;
  readonly hasMoney: boolean;
  readonly hasList: boolean;
}

function PillarCard({ pillar, board, year, hasMoney, hasList }: PillarCardProps) {
  const { t } = useTranslation('programme');
  const language = useViewStore((state) => state.language);
  const { programmes, steps, quickWins, isSimulated } = board;
  return (
    <li className={styles.pillar} data-pillar={pillar.id}>
      <h4 className={styles.name}>
        <PillarIcon pillar={pillar.id} />
        {pillar.name[language]}
        {isSimulated && <em className={styles.simulated}>{t('simulated')}</em>}
      </h4>
      <div className={styles.figures}>
        {steps.total > 0 ? (
          <p className={styles.big}>
            {t('of', steps)}
            <small>{t('done')}</small>
          </p>
        ) : (
          <p className={styles.empty}>
            <EmptySlot />
            <span>{t(programmes.length > 0 ? 'noSteps' : 'noProgrammes')}</span>
          </p>
        )}
        <p className={styles.counts}>
          {programmes.length > 0 && (
            <span>{t(`programmes.${toCountWords(board.done)}`, { ...board.done })}</span>
          )}
          {quickWins.total > 0 && <span>{t(`quickWins.${toCountWords(quickWins)}`, { ...quickWins })}</span>}
        </p>
      </div>
      {steps.total > 0 ? <Steps {...steps} /> : <Owners pillar={pillar} programmes={programmes} />}
      {hasMoney && year !== null && <Money board={board} year={year} />}
      {hasList && <Titles programmes={programmes} />}
    </li>
  );
}

/** One box a step: filled ones are done. */
function Steps({ done, total }: BoardPillar['steps']) {
  return (
    <div className={styles.steps} aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: boxes differ by their place alone
        <span key={index} data-done={index < done} />
      ))}
    </div>
  );
}

/** Who is to fill the place: the owners of its programmes, else the agencies of the pillar. */
function Owners({
  pillar,
  programmes,
}: {
  readonly pillar: Pillar;
  readonly programmes: readonly Programme[];
}) {
  const { t } = useTranslation('programme');
  const { catalogue, agencies } = useCatalogue();
  const own = [...new Set(programmes.map(({ agency }) => agency))];
  const named =
    own.length > 0
      ? own
      : catalogue.agencies.filter((one) => one.pillars.includes(pillar.id)).map(({ code }) => code);
  const shown = named.slice(0, namedOwners).map((code) => agencies.get(code)?.abbreviation ?? code);
  const rest = named.length - shown.length;
  return (
    <p className={styles.owners}>
      {t('waiting', { agencies: shown.join(', ') })}
      {rest > 0 && t('more', { count: rest })}
    </p>
  );
}

function Money({ board: { money }, year }: { readonly board: BoardPillar; readonly year: number }) {
  const { t } = useTranslation('programme');
  const language = useViewStore((state) => state.language);
  const { ceilingIdr, realisedShare, progressPercent, progressKnown, programmes, known, spans, idle } = money;
  const toUntil = ({ from, to }: MoneySpan): string =>
    from && to ? t('upTo', { month: formatMonths(from, to, language) }) : '';
  /** Of how many programmes, and of how many of their sources, a sum is; nothing where it is of all. */
  const toPart = (count: number, { given, all }: MoneySpan): string[] => [
    ...(count < programmes ? [t('partOf', { known: count, total: programmes })] : []),
    ...(given < all ? [t('partOfFunds', { given, all })] : []),
  ];
  const workPart = progressKnown < programmes ? t('partOf', { known: progressKnown, total: programmes }) : '';
  const ceilingPart = toPart(known.ceiling, spans.ceiling).join(', ');
  return (
    <div className={styles.money}>
      <p className={styles.ceiling}>
        <span>{t('ceiling', { year })}</span>
        <b>{ceilingIdr === null ? t('unknown') : formatRupiah(ceilingIdr, language)}</b>
        {ceilingIdr !== null && ceilingPart && <small>{ceilingPart}</small>}
      </p>
      <Bar
        label={t('realised')}
        share={realisedShare}
        kind="money"
        note={`${toPart(known.realised, spans.realised).join(', ')} ${toUntil(spans.realised)}`}
      />
      <Bar
        label={t('work')}
        share={progressPercent === null ? null : progressPercent / 100}
        kind="work"
        note={`${workPart} ${toUntil(spans.progress)}`}
      />
      {idle > 0 && (
        <p className={styles.idle}>
          <StatusMark status="watch" />
          {t('idle', { count: idle })}
        </p>
      )}
    </div>
  );
}

interface BarProps {
  readonly label: string;
  /** 0 to 1; null is not known. */
  readonly share: number | null;
  readonly kind: 'money' | 'work';
  /** Of how many it is; said only where there is a figure. */
  readonly note: string;
}

function Bar({ label, share, kind, note }: BarProps) {
  const { t } = useTranslation('programme');
  const language = useViewStore((state) => state.language);
  const text = share === null ? t('unknown') : t('share', { share: formatNumber(100 * share, 0, language) });
  return (
    <p className={styles.bar} data-kind={kind}>
      <span>{label}</span>
      <span className={styles.track} data-known={share !== null} aria-hidden="true">
        {share !== null && <i style={{ width: `${Math.min(100, 100 * share)}%` }} />}
      </span>
      <b>{text}</b>
      {share !== null && <small>{note}</small>}
    </p>
  );
}

function Titles({ programmes }: { readonly programmes: readonly Programme[] }) {
  const { t } = useTranslation('programme');
  const { agencies } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const isWide = useMediaQuery(wideQuery);
  const count = isWide ? shownWide : shownProgrammes;
  return (
    <ul className={styles.titles}>
      {programmes.slice(0, count).map(({ id, name, agency, milestones, simulated }) => (
        <li key={id} data-programme={id}>
          <span>{name[language]}</span>
          <small>
            {agencies.get(agency)?.abbreviation ?? agency}
            {simulated && <em> {t('simulated')}</em>}
          </small>
          <b>{milestones.total > 0 ? t('of', milestones) : '–'}</b>
        </li>
      ))}
    </ul>
  );
}
