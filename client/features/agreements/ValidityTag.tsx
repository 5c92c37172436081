import { useTranslation } from 'react-i18next';
import type { Validity } from '#shared/rules/agreement.ts';
import { Tag, type Tone } from '../../components/desk/Message.tsx';

const tones: Readonly<Record<Validity['kind'], Tone>> = {
  unsigned: 'plain',
  unknown: 'plain',
  coming: 'info',
  running: 'good',
  ending: 'watch',
  urgent: 'bad',
  over: 'bad',
  renewed: 'plain',
  left: 'plain',
};

/** How long an agreement holds, in words. */
export function ValidityTag({ validity }: { readonly validity: Validity }) {
  const { t } = useTranslation('agreement');
  const days = 'days' in validity ? validity.days : 0;
  return <Tag tone={tones[validity.kind]}>{t(`validity.${validity.kind}`, { days })}</Tag>;
}
