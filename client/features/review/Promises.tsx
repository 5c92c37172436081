import { useTranslation } from 'react-i18next';
import type { SessionPromise } from '#shared/model/session.ts';
import { useDayText } from '../../hooks/review/useMoment.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import styles from './OwnScenes.module.css';
import { useOwnerName } from './useOwnerName.ts';

/** Late first, then what is open by its date, then what is done. Pure. */
export function sortPromises(promises: readonly SessionPromise[]): readonly SessionPromise[] {
  const rank = ({ isLate, doneOn }: SessionPromise): number => (doneOn !== null ? 2 : isLate ? 0 : 1);
  return [...promises].sort((a, b) => rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn));
}

/** What was promised last time, as this page of a session knows it. */
export function Promises() {
  const promises = useReviewStore((state) => state.promises);
  return <PromiseScene promises={promises} left={useReviewStore((state) => state.promisesLeft)} />;
}

interface PromiseSceneProps {
  readonly promises: readonly SessionPromise[];
  /** How many more there are. */
  readonly left: number;
}

/** What was promised last time and is looked at now. */
export function PromiseScene({ promises: given, left }: PromiseSceneProps) {
  const { t } = useTranslation('review');
  const promises = sortPromises(given);
  const toDay = useDayText();
  const toOwner = useOwnerName();
  const toState = ({ doneOn, isLate }: SessionPromise): string =>
    doneOn !== null
      ? t('promise.done', { day: toDay(doneOn) })
      : t(isLate ? 'promise.late' : 'promise.onTime');
  return (
    <main className={styles.scene} data-scene="janji">
      <h2 className={styles.title}>{t('promise.title')}</h2>
      <p className={styles.lead}>{t('promise.lead')}</p>
      {promises.length === 0 ? (
        <p className={styles.none}>{t('promise.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by key
        <section className={styles.scroll} tabIndex={0} aria-label={t('promise.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                {(['what', 'who', 'due', 'state'] as const).map((one) => (
                  <th key={one} scope="col">
                    {t(`promise.columns.${one}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {promises.map((promise) => (
                <tr
                  key={`${promise.kind} ${promise.from} ${promise.id}`}
                  data-late={(promise.isLate && promise.doneOn === null) || undefined}
                >
                  <td>
                    {promise.text}
                    <small>{t('promise.from', { from: promise.from })}</small>
                  </td>
                  <td>{toOwner(promise.owner)}</td>
                  <td>{toDay(promise.dueOn)}</td>
                  <td className={styles.state}>{toState(promise)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {left > 0 && <p className={styles.lead}>{t('promise.left', { count: left })}</p>}
        </section>
      )}
    </main>
  );
}
