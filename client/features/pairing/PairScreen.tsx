import { useTranslation } from 'react-i18next';
import { Logo } from '../../components/Logo.tsx';
import { QrCode } from '../../components/QrCode.tsx';
import styles from './PairScreen.module.css';
import { usePairing } from './usePairing.ts';

const openWall = (name: string): void => location.replace(`/wall/${name}`);

/** A screen that nobody knows yet: its code in type that is read across the room, and the same as QR. */
export function PairScreen() {
  const { t } = useTranslation();
  const { pairing, trouble } = usePairing(openWall);
  const link = `${location.origin}/console/layar${pairing ? `?kode=${pairing.code}` : ''}`;
  return (
    <main className={styles.screen} data-wall>
      <header className={styles.head}>
        <Logo className={styles.logo} />
        <h1>{t('pair.title')}</h1>
      </header>
      {pairing && (
        <>
          <p className={styles.code} data-code={pairing.code}>
            {[...pairing.code].map((letter, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place is all that a letter of a code is
              <span key={place}>{letter}</span>
            ))}
          </p>
          <div className={styles.how}>
            <QrCode text={link} label={t('pair.qr')} />
            <ol className={styles.steps}>
              <li>
                {t('pair.step1')} <strong>{`${location.host}/console/layar`}</strong>
              </li>
              <li>{t('pair.step2')}</li>
            </ol>
          </div>
        </>
      )}
      <p className={styles.state} role="status">
        {trouble ? t(`pair.${trouble}`) : t(pairing ? 'pair.waiting' : 'pair.asking')}
      </p>
    </main>
  );
}
