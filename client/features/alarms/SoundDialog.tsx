import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTime } from '../../lib/clock.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import type { SoundWay } from '../../lib/desk/soundPlayer.ts';
import type { AlarmSound } from './useAlarmSound.ts';

interface SoundDialogProps {
  readonly sound: AlarmSound;
  readonly onClose: () => void;
}

/** Tests the sound and mutes it for a while. */
export function SoundDialog({ sound, onClose }: SoundDialogProps) {
  const { t } = useTranslation('sound');
  return (
    <Dialog title={t('dialog.title')} onClose={onClose}>
      <p>{t(sound.state === 'missing' ? 'missing' : `dialog.ways.${sound.way}`)}</p>
      <p className="quiet">{t('dialog.pattern')}</p>
      <Test sound={sound} />
      <Mute sound={sound} />
      <div>
        <button type="button" data-kind="quiet" onClick={onClose}>
          {t('common:close')}
        </button>
      </div>
    </Dialog>
  );
}

function Test({ sound }: { readonly sound: AlarmSound }) {
  const { t } = useTranslation('sound');
  const { zone } = useZone();
  const [playing, setPlaying] = useState<string | null>(null);
  const [played, setPlayed] = useState<SoundWay | null>(null);
  const { lastTest } = sound;
  const run = async (): Promise<void> => {
    setPlayed(null);
    const way = await sound.test(setPlaying);
    setPlaying(null);
    setPlayed(way);
  };
  const judge = (isHeard: boolean, way: SoundWay): void => {
    sound.judge(isHeard, way);
    setPlayed(null);
  };
  return (
    <div className="stack" data-tight>
      <div className="row">
        <button
          type="button"
          data-kind="main"
          disabled={playing !== null || sound.state !== 'ready'}
          onClick={() => void run()}
        >
          {t('dialog.test')}
        </button>
        <span role="status">
          {playing ? t('dialog.testing', { priority: t(`alarm:priority.${playing}`) }) : ''}
        </span>
      </div>
      {played ? (
        <div className="row">
          <span className="strong">{t('dialog.heard')}</span>
          <button type="button" onClick={() => judge(true, played)}>
            {t('dialog.yes')}
          </button>
          <button type="button" onClick={() => judge(false, played)}>
            {t('dialog.no')}
          </button>
        </div>
      ) : null}
      <p className="quiet">
        {lastTest
          ? t('dialog.tested', {
              time: toInstantText(lastTest.at, zone),
              result: t(lastTest.isHeard ? 'dialog.resultYes' : 'dialog.resultNo'),
              way: t(`way.${lastTest.way}`),
            })
          : t('dialog.never')}
      </p>
      {lastTest && !lastTest.isHeard ? <Message tone="watch">{t('dialog.advice')}</Message> : null}
    </div>
  );
}

const muteMinutes = [5, 15, 30] as const;

function Mute({ sound }: { readonly sound: AlarmSound }) {
  const { t } = useTranslation('sound');
  const { zone } = useZone();
  return (
    <fieldset className="stack" data-tight>
      <legend className="strong">{t('dialog.mute')}</legend>
      <p className="quiet">{t('dialog.muteLead')}</p>
      <div className="row">
        {sound.mutedUntil === null ? (
          muteMinutes.map((count) => (
            <button key={count} type="button" onClick={() => sound.mute(count)}>
              {t('dialog.muteFor', { count })}
            </button>
          ))
        ) : (
          <>
            <span>{t('chip.muted', { time: formatTime(sound.mutedUntil, zone) })}</span>
            <button type="button" onClick={() => sound.mute(null)}>
              {t('dialog.unmute')}
            </button>
          </>
        )}
      </div>
    </fieldset>
  );
}
