import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import type { Indicator } from '#shared/model/indicator.ts';
import type { FormView } from '#shared/model/submission.ts';
import { deskOutbox } from '../../connection/desk/deskOutbox.ts';
import type { SendOutcome } from '../../connection/desk/outbox.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { newKey } from '../../lib/desk/newKey.ts';
import {
  type FormStart,
  judgeForm,
  listFaulty,
  nothingTyped,
  type Typed,
  type TypedRow,
  toReadings,
} from './formState.ts';

interface FigureFormParts {
  readonly form: FormView;
  readonly indicator: Indicator;
  readonly userId: string;
  /** What it held before, where a refused form is opened again. */
  readonly initial: FormStart;
  /** Key of that form in the outbox; it leaves once a new one went out. */
  readonly replaces: string | null;
}

/** Keeps what is typed into a form, judges it and sends it; the key is made when the form opens, so that it is stored once. */
export function useFigureForm({ form, indicator, userId, initial, replaces }: FigureFormParts) {
  const [typed, setTyped] = useState<Typed>(initial.typed);
  const [note, setNote] = useState(initial.note);
  const [files, setFiles] = useState(initial.files);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<SendOutcome | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const key = useRef(newKey());
  const language = deskLanguage();
  const rows = useMemo(
    () => judgeForm(form.rows, typed, indicator, language),
    [form.rows, typed, indicator, language],
  );
  const faulty = listFaulty(rows);
  const readings = toReadings(rows, note);
  const isGone = outcome?.kind === 'sent' || outcome?.kind === 'waiting';
  const isDirty = !isGone && typed !== initial.typed && Object.values(typed).some(({ text }) => text.trim());
  useWarnOnLeave(isDirty);
  const sentAreas = readings.map(({ area }) => area);
  return {
    rows,
    faulty,
    readings,
    note,
    setNote,
    files,
    setFiles,
    isTried,
    isBusy,
    outcome,
    failure,
    type: (area: string, row: TypedRow) => setTyped((all) => ({ ...all, [area]: row })),
    typedOf: (area: string) => typed[area] ?? nothingTyped,
    faultOf: (area: string) =>
      toServerFault(
        outcome,
        sentAreas.findIndex((one) => String(one) === area),
      ),
    async send() {
      setTried(true);
      if (isBusy || faulty.length > 0 || readings.length === 0) return;
      setBusy(true);
      setFailure(null);
      const { period } = form;
      const request = {
        key: key.current,
        indicator: indicator.id,
        period: period.key,
        readings,
        evidence: [],
      };
      const kept = files.map((file) => ({ name: file.name, blob: file }));
      try {
        const told = await deskOutbox.send({ userId, agency: indicator.agency, request, files: kept });
        // What was refused was not stored: mended, it is another form.
        if (told.kind === 'refused') key.current = newKey();
        else if (told.kind !== 'full' && replaces) await deskOutbox.remove(replaces);
        setOutcome(told);
      } catch (error) {
        setFailure(error instanceof Error ? error : new Error(String(error)));
      } finally {
        setBusy(false);
      }
    },
  };
}

function toServerFault(outcome: SendOutcome | null, index: number): string | undefined {
  if (outcome?.kind !== 'refused' || index < 0) return undefined;
  const { problem } = outcome;
  return (
    problem.at(`/readings/${index}/value`) ??
    problem.at(`/readings/${index}/reason`) ??
    problem.at(`/readings/${index}`)
  );
}

/** Asks before a half-filled form is left: the browser where the page is closed or reloaded, the page itself where a link is followed. */
function useWarnOnLeave(isDirty: boolean): void {
  const { t } = useTranslation('input');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm(t('form.leave'))) blocker.proceed();
    else blocker.reset();
  }, [blocker, t]);
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
}
