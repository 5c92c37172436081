import { useQueryClient } from '@tanstack/react-query';
import { Target } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drill, DrillEntry } from '#shared/model/drill.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Secret } from '../../components/desk/Secret.tsx';
import { endDrill, joinDrill } from '../../connection/desk/drills.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { useNow } from '../../hooks/useNow.ts';
import styles from './Drill.module.css';
import { useDrillWords } from './useDrillWords.ts';

interface RunningDrillProps {
  readonly drill: Drill;
  /** Null until its server is ready. */
  readonly url: string | null;
  readonly mayAct: boolean;
}

/** The drill that runs, in the look of a drill: where it is, who is in it, and how to join or end it. */
export function RunningDrill({ drill, url, mayAct }: RunningDrillProps) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const [entry, setEntry] = useState<DrillEntry | null>(null);
  const [isEnding, setEnding] = useState(false);
  const submit = useSubmit();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that began it is switched off, which the browser does before the next picture.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) heading.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const join = (): void => {
    void submit.run(async () => setEntry(await joinDrill(drill.id)));
  };
  const joined = drill.joined.map(({ name }) => name).join(', ');
  return (
    <section className={styles['running']} aria-labelledby="drill-running">
      <div className={styles['stripes']} aria-hidden="true" />
      <p className={styles['word']}>
        <Target size={22} aria-hidden="true" /> LATIHAN
      </p>
      <h2 ref={heading} id="drill-running" tabIndex={-1}>
        {t('running.title', { title: drill.title })}
      </h2>
      <Progress drill={drill} />
      <dl className="facts">
        <dt>{t('running.scenario')}</dt>
        <dd>{words.text(drill.scenario.title)}</dd>
        <dt>{t('running.speed')}</dt>
        <dd>{drill.speed}×</dd>
        <dt>{t('running.by')}</dt>
        <dd>{drill.by}</dd>
        <dt>{t('running.joined')}</dt>
        <dd>{joined || t('running.nobody')}</dd>
        {url ? (
          <>
            <dt>{t('running.address')}</dt>
            <dd>
              <a href={`${url}/wall`} target="_blank" rel="noreferrer">
                {t('running.wall')} ({url})
              </a>
            </dd>
          </>
        ) : null}
      </dl>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      {mayAct ? (
        <div className="row">
          <button type="button" data-kind="main" disabled={!url || submit.isBusy} onClick={join}>
            {t('running.join')}
          </button>
          <button type="button" data-kind="danger" onClick={() => setEnding(true)}>
            {t('running.end')}
          </button>
        </div>
      ) : null}
      {entry ? <EntryDialog entry={entry} onClose={() => setEntry(null)} /> : null}
      {isEnding ? <EndDialog drill={drill} onClose={() => setEnding(false)} /> : null}
    </section>
  );
}

function Progress({ drill: { state, playsAt, endsAt } }: { readonly drill: Drill }) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const now = useNow();
  const text = (): string => {
    if (state === 'starting' || playsAt === null || endsAt === null) return t('running.starting');
    if (now < playsAt) return t('running.ready', { time: words.time(playsAt) });
    return t('running.playing', { time: words.time(endsAt) });
  };
  return <p role="status">{text()}</p>;
}

function EntryDialog({ entry, onClose }: { readonly entry: DrillEntry; readonly onClose: () => void }) {
  const { t } = useTranslation('drill');
  const { t: common } = useTranslation();
  return (
    <Dialog title={t('entry.title')} onClose={onClose}>
      <Message tone="info">{t('entry.once')}</Message>
      <Secret label={t('entry.address')} value={`${entry.url}/masuk?ke=%2Fconsole`} />
      <Secret label={t('entry.email')} value={entry.email} />
      <Secret label={t('entry.password')} value={entry.password} />
      <div className="row">
        <a
          className="button"
          data-kind="main"
          href={`${entry.url}/masuk?ke=%2Fconsole`}
          target="_blank"
          rel="noreferrer"
        >
          {t('entry.open')}
        </a>
        <button type="button" onClick={onClose}>
          {common('close')}
        </button>
      </div>
    </Dialog>
  );
}

function EndDialog({ drill, onClose }: { readonly drill: Drill; readonly onClose: () => void }) {
  const { t } = useTranslation('drill');
  const client = useQueryClient();
  const submit = useSubmit();
  const go = async (): Promise<void> => {
    if (!(await submit.run(() => endDrill(drill.id)))) return;
    onClose();
    await client.invalidateQueries({ queryKey: ['drills'] });
  };
  return (
    <Dialog title={t('running.end')} onClose={onClose}>
      <p>{t('running.endAsk')}</p>
      <DialogActions
        submit={t('running.end')}
        isBusy={submit.isBusy}
        failure={submit.failure}
        kind="danger"
        onClick={() => void go()}
        onClose={onClose}
      />
    </Dialog>
  );
}
