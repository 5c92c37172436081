import { hashKey, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import {
  dwellSeconds,
  type WallDetail,
  type WallScene,
  type WallSetup,
  type WallView,
} from '#shared/model/wall.ts';
import { Message } from '../../components/desk/Message.tsx';
import { ProblemError } from '../../connection/desk/request.ts';
import { saveWall } from '../../connection/desk/walls.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { NumberField } from './NumberField.tsx';
import { Preview } from './Preview.tsx';
import { SceneList } from './SceneList.tsx';
import { ScreenFields } from './ScreenFields.tsx';
import { ViewFields } from './ViewFields.tsx';
import styles from './Walls.module.css';

/** The same in content; the order of names in an object says nothing. */
const isSame = (one: WallSetup, other: WallSetup): boolean => hashKey([one]) === hashKey([other]);

/** The draft of a setup beside what is stored. A newer one that says the same, or meets no changes of one's own, is taken over at once. */
function useDraft(detail: WallDetail) {
  const [base, setBase] = useState(detail);
  const [draft, setDraft] = useState(detail.setup);
  const take = (newest: WallDetail): void => {
    setBase(newest);
    setDraft(newest.setup);
  };
  const isDirty = draft !== base.setup;
  const isOvertaken = detail.revision !== base.revision;
  if (isOvertaken && (!isDirty || isSame(draft, detail.setup))) take(detail);
  return {
    draft,
    isDirty,
    isOvertaken: isOvertaken && isDirty,
    revision: base.revision,
    change: (patch: Partial<WallSetup>) => setDraft({ ...draft, ...patch }),
    take,
  };
}

interface WallEditorProps {
  readonly detail: WallDetail;
  /** False for those who only look. */
  readonly mayAct: boolean;
}

/** Scenes of a wall with a preview, and its screen. */
export function WallEditor({ detail, mayAct }: WallEditorProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const submit = useSubmit();
  const [isSaved, setSaved] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const { draft, isDirty, isOvertaken, revision, change, take } = useDraft(detail);
  const [chosen, setChosen] = useState(draft.scenes[0]?.id ?? '');
  const place = Math.max(
    0,
    draft.scenes.findIndex(({ id }) => id === chosen),
  );
  const scene = draft.scenes[place];
  const edit = (patch: Partial<WallSetup>): void => {
    setSaved(false);
    change(patch);
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setRefused(false);
    const isDone = await submit.run(async () => {
      await saveWall(detail.name, { revision, setup: draft }).catch(noteConflict);
      // Stored it is, whether or not it can be read again now.
      take(await readStored().catch(() => ({ ...detail, revision, setup: draft })));
    });
    if (isDone) setSaved(true);
  };
  const readStored = async (): Promise<WallDetail> => {
    const [newest] = await Promise.all([
      client.fetchQuery<WallDetail>({ queryKey: ['walls', detail.name], staleTime: 0 }),
      client.invalidateQueries({ queryKey: ['walls'], exact: true }),
    ]);
    return newest;
  };
  const noteConflict = (error: unknown): never => {
    setRefused(error instanceof ProblemError && error.status === 409);
    void client.invalidateQueries({ queryKey: ['walls'] });
    throw error;
  };
  return (
    <form className="stack" onSubmit={save}>
      <fieldset className="stack" disabled={!mayAct || submit.isBusy}>
        <div className={styles['editor']}>
          <SceneList
            scenes={draft.scenes}
            chosen={scene?.id ?? ''}
            onChoose={setChosen}
            onChange={(scenes) => edit({ scenes })}
          />
          {scene ? (
            <SceneForm
              key={scene.id}
              scene={scene}
              place={place}
              language={draft.lang}
              error={submit.at(`/setup/scenes/${place}/indicator`)}
              onChange={(next) =>
                edit({ scenes: draft.scenes.map((one) => (one.id === next.id ? next : one)) })
              }
            />
          ) : null}
        </div>
        <ScreenFields detail={detail} setup={draft} onChange={edit} submit={submit} />
      </fieldset>
      {!submit.isBusy && (isOvertaken || (isRefused && isDirty)) ? (
        <Message tone="watch">
          <p>{t('edit.conflict')}</p>
          <div>
            <button type="button" onClick={() => take(detail)}>
              {t('edit.takeTheirs')}
            </button>
          </div>
        </Message>
      ) : null}
      {submit.failure && !isRefused && isDirty ? <Message tone="bad">{submit.failure}</Message> : null}
      {isSaved ? <Message tone="good">{t('edit.saved')}</Message> : null}
      {mayAct ? (
        <div className={styles['save']}>
          <button type="submit" data-kind="main" disabled={submit.isBusy || !isDirty}>
            {t('edit.save')}
          </button>
          {isDirty ? <span className="quiet">{t('edit.dirty')}</span> : null}
        </div>
      ) : null}
    </form>
  );
}

interface SceneFormProps {
  readonly scene: WallScene;
  readonly place: number;
  readonly language: Language;
  readonly error: string | undefined;
  readonly onChange: (scene: WallScene) => void;
}

function SceneForm({ scene, place, language, error, onChange }: SceneFormProps) {
  const { t } = useTranslation('wall');
  const { id, dwellSeconds: dwell, ...view } = scene;
  return (
    <section className="card stack" aria-labelledby="scene-title">
      <h2 id="scene-title">{t('edit.one', { place: place + 1 })}</h2>
      <Preview view={view} language={language} title={t('edit.preview', { place: place + 1 })} />
      <ViewFields view={view} onChange={(next: WallView) => onChange({ ...next, id, dwellSeconds: dwell })} />
      {error ? <Message tone="bad">{error}</Message> : null}
      <NumberField
        label={t('edit.dwell')}
        hint={t('edit.dwellHint')}
        min={dwellSeconds.min}
        max={dwellSeconds.max}
        value={dwell}
        onChange={(value) => onChange({ ...scene, dwellSeconds: value })}
      />
    </section>
  );
}
