import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyCode, AreaCode } from '#shared/model/ids.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { DecidedFigure, SessionDecision } from '#shared/model/session.ts';
import { toDecidedFigure } from '#shared/rules/decidedFigure.ts';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useIndicatorInView } from '../../hooks/review/useIndicatorInView.ts';
import { useIsPresented } from '../../hooks/review/useIsPresented.ts';
import { useCatalogueStore } from '../../stores/catalogueStore.ts';
import { useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './SidePanel.module.css';
import { ChoiceBox, TextBox } from './TextBox.tsx';
import { useFigureText } from './useFigureText.ts';

interface Draft {
  readonly text: string;
  readonly owner: string;
  readonly dueOn: string;
}

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function Fields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('lead');
  const agencies = useCatalogueStore(({ index }) => index?.catalogue.agencies) ?? [];
  return (
    <>
      <TextBox
        label={t('decide.text')}
        rows={3}
        required
        minLength={5}
        maxLength={1_000}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
      />
      <ChoiceBox
        label={t('decide.owner')}
        required
        value={draft.owner}
        choices={[
          ['', t('ask.choose')],
          ...agencies.map(({ code, abbreviation }) => [String(code), abbreviation] as const),
        ]}
        onChange={(owner) => onChange({ ...draft, owner })}
      />
      <TextBox
        label={t('decide.due')}
        type="date"
        required
        value={draft.dueOn}
        onChange={(dueOn) => onChange({ ...draft, dueOn })}
      />
    </>
  );
}

/** The figure that is in view, as the decision would keep it; null where no indicator is chosen. */
function useFigureInView(): DecidedFigure | null {
  const indicator = useIndicatorInView();
  const area = useViewStore((state) => state.area);
  const region = useCatalogueStore(({ index }) => index?.catalogue.region.code);
  const records = useLive((state) => state.records);
  const place = area ?? region;
  if (indicator === null || place === undefined) return null;
  // Areas of the store come from the catalogue.
  const wanted = { indicator, area: place as AreaCode };
  return toDecidedFigure(wanted, records.get(toSeriesKey(indicator, place)));
}

const empty: Draft = { text: '', owner: '', dueOn: '' };

/** Writes a decision down, tied to what is in view; the server looks the figure up itself. */
export function DecideForm() {
  const { t } = useTranslation('lead');
  const [draft, setDraft] = useState(empty);
  const [isTied, setTied] = useState(true);
  const figure = useFigureInView();
  const isPresented = useIsPresented();
  const toFigure = useFigureText();
  const { enter, isBusy, fault } = useEntry();
  const submit = async (): Promise<void> => {
    const tied = isTied ? figure : null;
    const isTaken = await enter({
      kind: 'decide',
      text: draft.text.trim(),
      owner: draft.owner as AgencyCode,
      dueOn: draft.dueOn,
      indicator: tied?.indicator ?? null,
      area: tied?.area ?? null,
    });
    if (isTaken) setDraft({ ...empty, owner: draft.owner, dueOn: draft.dueOn });
  };
  return (
    <Sheet title={t('decide.title')} go={t('decide.go')} {...{ isBusy, fault }} onSubmit={submit}>
      <Fields draft={draft} onChange={setDraft} />
      {figure ? (
        <label className={styles.tied}>
          <input type="checkbox" checked={isTied} onChange={(event) => setTied(event.target.checked)} />
          <span>
            {t('decide.attach')}: {toFigure(figure, isPresented ? 'now' : 'unseen')}
          </span>
        </label>
      ) : (
        <p className={styles.quiet}>{t('decide.nothing')}</p>
      )}
    </Sheet>
  );
}

interface ChangeProps {
  readonly decision: SessionDecision;
  readonly onDone: () => void;
}

/** Changes a decision, or takes it back; both say why, and the minutes keep both. */
export function ChangeDecision({ decision, onDone }: ChangeProps) {
  const { t } = useTranslation('lead');
  const { id, text, owner, dueOn } = decision;
  const [draft, setDraft] = useState<Draft>({ text, owner, dueOn });
  const [reason, setReason] = useState('');
  const { enter, isBusy, fault } = useEntry();
  const change = async (): Promise<void> => {
    const next = { text: draft.text.trim(), owner: draft.owner as AgencyCode, dueOn: draft.dueOn };
    if (await enter({ kind: 'change-decision', decision: id, ...next, reason: reason.trim() })) onDone();
  };
  const withdraw = async (): Promise<void> => {
    if (await enter({ kind: 'withdraw-decision', decision: id, reason: reason.trim() })) onDone();
  };
  return (
    <Sheet
      title={t('decide.change')}
      go={t('decide.save')}
      {...{ isBusy, fault }}
      onSubmit={change}
      actions={
        <>
          <button
            type="button"
            data-danger
            disabled={isBusy || reason.trim() === ''}
            onClick={() => void withdraw()}
          >
            {t('decide.withdraw')}
          </button>
          <button type="button" onClick={onDone}>
            {t('cancel')}
          </button>
        </>
      }
    >
      <Fields draft={draft} onChange={setDraft} />
      <TextBox label={t('decide.reason')} required maxLength={300} value={reason} onChange={setReason} />
    </Sheet>
  );
}

interface SheetProps {
  readonly title: string;
  readonly go: string;
  readonly isBusy: boolean;
  readonly fault: string | null;
  readonly actions?: ReactNode;
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}

function Sheet({ title, go, isBusy, fault, actions, onSubmit, children }: SheetProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSubmit();
  };
  return (
    <section className={styles.lead}>
      <h2>{title}</h2>
      <form className="review-form" onSubmit={submit}>
        {children}
        {fault && (
          <p className="review-fault" role="alert">
            {fault}
          </p>
        )}
        <div className={styles.row}>
          <button type="submit" disabled={isBusy}>
            {go}
          </button>
          {actions}
        </div>
      </form>
    </section>
  );
}
