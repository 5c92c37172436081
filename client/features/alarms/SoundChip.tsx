import { Volume2, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useTicking } from '../../hooks/useNow.ts';
import { formatTime } from '../../lib/clock.ts';
import { toDayKey } from '../../lib/desk/format.ts';
import styles from './AlarmBar.module.css';
import { SoundDialog } from './SoundDialog.tsx';
import type { AlarmSound } from './useAlarmSound.ts';

/** State of the sound in one word, and what to do where there is none yet. */
export function SoundChip({ sound }: { readonly sound: AlarmSound }) {
  const { t } = useTranslation('sound');
  const [isOpen, setOpen] = useState(false);
  const { isGood, text } = useChip(sound);
  const Icon = isGood ? Volume2 : VolumeX;
  return (
    <>
      <button
        type="button"
        className={styles['chip']}
        data-good={isGood || undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon size={18} aria-hidden="true" />
        {text}
      </button>
      {sound.state === 'ready'
        ? null
        : createPortal(
            <div className={styles['unheard']} role="alert" data-no-print>
              <VolumeX size={28} aria-hidden="true" />
              {t(sound.state)}
            </div>,
            document.body,
          )}
      {isOpen ? <SoundDialog sound={sound} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function useChip({ state, mutedUntil, isSpeaker, lastTest, way }: AlarmSound): {
  readonly isGood: boolean;
  readonly text: string;
} {
  const { t } = useTranslation('sound');
  const { zone } = useZone();
  const today = useTicking((now) => toDayKey(now, zone));
  if (state !== 'ready') return { isGood: false, text: t(`chip.${state}`) };
  if (mutedUntil !== null)
    return { isGood: false, text: t('chip.muted', { time: formatTime(mutedUntil, zone) }) };
  if (!isSpeaker) return { isGood: true, text: t('chip.elsewhere') };
  if (lastTest === null || toDayKey(lastTest.at, zone) !== today)
    return { isGood: false, text: t('chip.untested') };
  if (!lastTest.isHeard) return { isGood: false, text: t('chip.unheard') };
  return { isGood: true, text: t('chip.on', { way: t(`way.${way}`) }) };
}
