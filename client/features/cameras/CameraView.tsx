import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/model/camera.ts';
import type { Language } from '#shared/model/text.ts';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useRealNow } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import type { CameraPhase, CameraSignal, CameraState } from '../../lib/cameraState.ts';
import { formatDay, formatTime } from '../../lib/clock.ts';
import { serverNow } from '../../lib/serverClock.ts';
import styles from './cameras.module.css';
import { useCameraState } from './useCameraState.ts';
import { useHls } from './useHls.ts';
import { useSnapshot } from './useSnapshot.ts';

/** How words and times are written around a picture. */
export interface CameraWords {
  readonly language: Language;
  readonly zone: string;
  readonly areaName: (code: string) => string;
}

interface CameraViewProps extends CameraWords {
  readonly camera: Camera;
  /** Distance, or what else stands beside the area. */
  readonly note?: string | undefined;
}

/** One camera: its picture, and whether that is what is there now. A dead one never looks live. */
export function CameraView({ camera, note, language, zone, areaName }: CameraViewProps) {
  const { t } = useTranslation('camera');
  const [state, signal] = useCameraState(camera.refreshSeconds);
  const name = camera.name[language];
  const words = useStateWords(state, { zone, language });
  const label = t('alt', { name, state: words });
  return (
    <figure className={styles.camera} data-phase={state.phase}>
      <div className={styles.picture}>
        {camera.kind === 'hls' ? (
          <Stream {...{ url: camera.url, label, signal, phase: state.phase }} />
        ) : (
          <Still {...{ url: camera.url, label, signal, refreshSeconds: camera.refreshSeconds ?? 10 }} />
        )}
        {state.phase === 'dead' && <div className={styles.hatch} />}
      </div>
      <figcaption className={styles.caption}>
        <b className={styles.name}>{name}</b>
        <span className={styles.area}>
          {areaName(camera.area)}
          {note ? ` · ${note}` : ''}
        </span>
        <span className={styles.state} role="status">
          <PhaseMark phase={state.phase} /> {words}
          {state.phase === 'live' && <FrameAge frameAt={state.frameAt} language={language} />}
        </span>
      </figcaption>
    </figure>
  );
}

function useStateWords(
  { phase, since, frameAt, isRecording }: CameraState,
  place: Pick<CameraWords, 'zone' | 'language'>,
): string {
  const { t } = useTranslation('camera');
  const toTime = (at: number | null): string => toMoment(at ?? 0, place);
  if (phase === 'dead' && isRecording) return t('recording');
  if (phase === 'dead') return since === null ? t('deadNever') : t('dead', { time: toTime(since) });
  if (phase === 'frozen') return t('frozen', { time: toTime(since) });
  if (phase === 'unproven') return t('unproven', { time: toTime(frameAt) });
  return t(phase);
}

/** Time of day, with the day where it was another one. */
function toMoment(at: number, { zone, language }: Pick<CameraWords, 'zone' | 'language'>): string {
  const day = formatDay(at, zone, language);
  const time = formatTime(at, zone);
  return day === formatDay(serverNow(), zone, language) ? time : `${time}, ${day}`;
}

/** Age of the last picture, in the open: read out with every second it would drown all else. */
function FrameAge({ frameAt, language }: { readonly frameAt: number | null; readonly language: Language }) {
  const { t } = useTranslation('camera');
  const now = useRealNow();
  if (frameAt === null) return null;
  return (
    <span className={styles.age} aria-hidden="true">
      {' '}
      · {t('frame', { age: toAgeWords(now - frameAt, language) })}
    </span>
  );
}

function PhaseMark({ phase }: { readonly phase: CameraPhase }): ReactNode {
  if (phase === 'live') return <span className={styles.dot} aria-hidden="true" />;
  if (phase === 'dead') return <StatusMark status="bad" />;
  return <StatusMark status={phase === 'frozen' ? 'watch' : 'down'} />;
}

interface PictureProps {
  readonly url: string;
  readonly label: string;
  readonly signal: (kind: CameraSignal['kind']) => CameraState;
}

function Stream({ url, label, signal, phase }: PictureProps & { readonly phase: CameraPhase }) {
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  useHls({ url, video, still, signal });
  const isGone = phase === 'dead';
  return (
    <>
      <video ref={video} aria-label={label} muted playsInline disablePictureInPicture hidden={isGone} />
      <canvas ref={still} role="img" aria-label={label} hidden={!isGone} width={16} height={9} />
    </>
  );
}

function Still({ url, label, signal, refreshSeconds }: PictureProps & { readonly refreshSeconds: number }) {
  const src = useSnapshot({ url, refreshSeconds, signal });
  return src ? <img src={src} alt={label} referrerPolicy="no-referrer" /> : null;
}
