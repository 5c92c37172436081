import { useTranslation } from 'react-i18next';
import { deskLanguage } from '../../lib/desk/language.ts';
import { formatFullRupiah, formatRupiah } from '../../lib/money.ts';

interface AmountProps {
  /** Rupiah; null for what nobody has said, which is never 0. */
  readonly value: number | null;
}

/** Rupiah in words, with every digit at hand. */
export function Amount({ value }: AmountProps) {
  const { t } = useTranslation('programme');
  if (value === null) return <span className="quiet">{t('unknown')}</span>;
  const language = deskLanguage();
  const full = formatFullRupiah(value, language);
  return (
    <data value={value} title={full}>
      {formatRupiah(value, language)}
    </data>
  );
}
