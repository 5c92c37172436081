import { Equal, type LucideIcon, Minus, TrendingDown, TrendingUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FigureThen, Recommendation } from '#shared/model/assistance.ts';
import type { IndicatorId } from '#shared/model/ids.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import { type Effect, toEffect } from '#shared/rules/assistance.ts';
import { FigureNow } from '../../components/desk/FigureNow.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useFigurePeriod } from '../../hooks/desk/useFigurePeriod.ts';
import { toValueText } from '../../lib/desk/format.ts';
import { listQualifiers } from '../../lib/figureQualifiers.ts';
import styles from './assistance.module.css';

interface EffectListProps {
  readonly recommendation: Recommendation;
  readonly figures: readonly OfficialFigure[];
}

/** The figures of the day of a recommendation beside those of now. */
export function EffectList({ recommendation, figures }: EffectListProps) {
  const { t } = useTranslation('assistance');
  if (recommendation.indicators.length === 0) return <p className="quiet">{t('noIndicators')}</p>;
  return (
    <ul className={styles['effects']}>
      {recommendation.indicators.map((id) => (
        <EffectRow
          key={id}
          id={id}
          before={recommendation.figures.find(({ indicator }) => indicator === id)}
          now={figures.find(({ indicator }) => indicator === id)}
        />
      ))}
    </ul>
  );
}

interface EffectRowProps {
  readonly id: IndicatorId;
  readonly before: FigureThen | undefined;
  readonly now: OfficialFigure | undefined;
}

function EffectRow({ id, before, now }: EffectRowProps) {
  const { t } = useTranslation('assistance');
  const names = useNames();
  const indicator = names.indicator(id);
  const effect = toEffect(before, now, indicator?.direction ?? 'neutral');
  return (
    <li>
      <span>{names.indicatorName(id)}</span>
      <dl>
        <dt>{t('before')}</dt>
        <dd>
          <Then id={id} before={before} />
        </dd>
        <dt>{t('now')}</dt>
        <dd>{now ? <FigureNow figure={now} /> : null}</dd>
      </dl>
      <EffectWord effect={effect} from={before?.value ?? null} to={now?.value ?? null} />
    </li>
  );
}

function Then({ id, before }: Pick<EffectRowProps, 'id' | 'before'>) {
  const { t } = useTranslation('assistance');
  const toPeriod = useFigurePeriod();
  const indicator = useNames().indicator(id);
  if (!before || before.value === null || before.observedAt === null)
    return <span className="quiet">{t('beforeNone')}</span>;
  const qualifiers = listQualifiers(before).map((qualifier) => ` · ${t(`official:figure.${qualifier}`)}`);
  return (
    <>
      {toValueText(before.value, indicator)}{' '}
      <small className="quiet">
        {toPeriod(before)}
        {qualifiers}
      </small>{' '}
      {before.origin === 'simulated' ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
    </>
  );
}

interface EffectWordProps {
  readonly effect: Effect;
  readonly from: number | null;
  readonly to: number | null;
}

/** The arrow goes with the figure, the word with what is better. */
function EffectWord({ effect, from, to }: EffectWordProps) {
  const { t } = useTranslation('assistance');
  const isMoved = effect === 'better' || effect === 'worse' || effect === 'changed';
  const Moved = from !== null && to !== null && to > from ? TrendingUp : TrendingDown;
  const Icon: LucideIcon = isMoved ? Moved : effect === 'same' ? Equal : Minus;
  return (
    <span className={styles['effect']} data-effect={effect}>
      <Icon size={17} aria-hidden="true" />
      {t(`effect.${effect}`)}
    </span>
  );
}
