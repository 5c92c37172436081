import { useTranslation } from 'react-i18next';
import type { MoneySpan } from '#shared/rules/budget.ts';
import { toMonthsText } from '../../lib/desk/format.ts';
import styles from './register.module.css';

interface SpanProps {
  readonly span: MoneySpan;
  /** False where each programme has but one source, as in a line of one source. */
  readonly hasParts?: boolean;
}

/** Of how many sources a sum is where some gave nothing, and up to which months; nothing where nobody gave any. */
export function Span({ span: { given, all, from, to }, hasParts = true }: SpanProps) {
  const { t } = useTranslation('programme');
  const words = [
    ...(hasParts && given < all ? [t('partOfFunds', { given, all })] : []),
    ...(from !== null && to !== null ? [t('until', { month: toMonthsText(from, to) })] : []),
  ];
  if (given === 0 || words.length === 0) return null;
  return <div className={styles['under']}>{words.join(', ')}</div>;
}
