import { useTranslation } from 'react-i18next';
import type { WallCard, WallSceneKind } from '#shared/model/wall.ts';
import { toPictureUrl } from '../../connection/desk/walls.ts';
import type { ListAge } from './useWallAge.ts';
import styles from './Walls.module.css';

/** Boxes of each scene in a field of 160 × 90: what stands where. */
const sketches: Readonly<Record<WallSceneKind, readonly (readonly [number, number, number, number])[]>> = {
  ikhtisar: [
    [6, 16, 42, 14],
    [6, 34, 42, 14],
    [6, 52, 42, 14],
    [112, 16, 42, 14],
    [112, 34, 42, 14],
    [112, 52, 42, 14],
    [6, 72, 148, 10],
  ],
  pilar: [
    [6, 14, 148, 14],
    [56, 34, 28, 40],
    [90, 34, 64, 18],
    [90, 56, 64, 18],
    [6, 78, 148, 6],
  ],
  peta: [
    [106, 14, 48, 38],
    [106, 56, 48, 26],
  ],
  alarm: [
    [6, 14, 148, 9],
    [6, 27, 148, 9],
    [6, 40, 148, 9],
    [6, 53, 148, 9],
    [6, 78, 148, 6],
  ],
  kamera: [
    [6, 14, 46, 28],
    [57, 14, 46, 28],
    [108, 14, 46, 28],
    [6, 46, 46, 28],
    [57, 46, 46, 28],
    [108, 46, 46, 28],
  ],
  program: [
    [6, 14, 46, 30],
    [57, 14, 46, 30],
    [108, 14, 46, 30],
    [6, 48, 46, 30],
    [57, 48, 46, 30],
    [108, 48, 46, 30],
  ],
};

/** The map of a scene that has one. */
const maps: Readonly<Record<WallSceneKind, string>> = {
  ikhtisar: 'M72 22l14 4 14 10-4 12-6 14-14 4-8-14 2-16z',
  pilar: 'M16 40l12-4 16 10-6 22-14 4-10-16z',
  peta: 'M28 22l30-4 36 20-12 36-34 8-24-28z',
  alarm: '',
  kamera: '',
  program: '',
};

interface ThumbnailProps {
  readonly wall: WallCard;
  readonly age: ListAge;
}

/** What a wall last said that it shows: its own picture with its age where it sent one, else a sketch. Struck out while that is not sure. */
export function Thumbnail({ wall, age }: ThumbnailProps) {
  const { t } = useTranslation('wall');
  const { name, title, report, state, pictureAt } = wall;
  const isSure = age.isKnown && state === 'live';
  if (pictureAt !== null) {
    return (
      <figure className={styles['thumbnail']} data-unsure={isSure ? undefined : ''}>
        <img
          src={toPictureUrl(name, pictureAt)}
          alt={t('picture', { title, age: age.ago(pictureAt) })}
          loading="lazy"
        />
        <figcaption>{t('pictureAge', { age: age.ago(pictureAt) })}</figcaption>
      </figure>
    );
  }
  return (
    <figure className={styles['thumbnail']} data-unsure={isSure ? undefined : ''}>
      <Sketch
        scene={report?.view.scene ?? null}
        label={t('sketch', { scene: report ? t(`scene.${report.view.scene}`) : '–' })}
        isSure={isSure}
      />
    </figure>
  );
}

interface SketchProps {
  readonly scene: WallSceneKind | null;
  readonly label: string;
  readonly isSure: boolean;
}

function Sketch({ scene, label, isSure }: SketchProps) {
  return (
    <svg viewBox="0 0 160 90" role="img" aria-label={label}>
      <rect className={styles['glass']} x="0.5" y="0.5" width="159" height="89" rx="3" />
      {scene && (
        <g className={styles['ink']}>
          <path d="M6 8h40M70 8h20M124 8h30" />
          {sketches[scene].map((box) => (
            <rect key={box.join()} x={box[0]} y={box[1]} width={box[2]} height={box[3]} />
          ))}
          <path className={styles['land']} d={maps[scene]} />
        </g>
      )}
      {isSure ? null : <path className={styles['strike']} d="M4 86 156 4" />}
    </svg>
  );
}
