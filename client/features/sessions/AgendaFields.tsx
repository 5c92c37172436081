import { useTranslation } from 'react-i18next';
import type { AgendaItem, SessionView } from '#shared/model/session.ts';
import { firstView, sessionLimits } from '#shared/model/session.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { moveEntry, newId, withScene } from './planDraft.ts';
import styles from './sessions.module.css';

/** Scenes that an item can show. */
const scenes = ['ikhtisar', 'pilar', 'peta', 'program', 'janji', 'upacara'] as const;

interface AgendaFieldsProps {
  readonly agenda: readonly AgendaItem[];
  readonly at: Submit['at'];
  readonly onChange: (agenda: readonly AgendaItem[]) => void;
}

/** The agenda in order, each item with what is shown while it is talked about. */
export function AgendaFields({ agenda, at, onChange }: AgendaFieldsProps) {
  const { t } = useTranslation('session');
  const change = (index: number, patch: Partial<AgendaItem>): void =>
    onChange(agenda.map((one, place) => (place === index ? { ...one, ...patch } : one)));
  return (
    <fieldset className="stack">
      <legend className="strong">{t('plan.agenda')}</legend>
      <ol className={styles['items']}>
        {agenda.map((item, index) => (
          <li key={item.id} className={styles['item']}>
            <div className={styles['itemFacts']}>
              <TextField
                label={t('plan.itemTitle', { number: index + 1 })}
                required
                maxLength={160}
                value={item.title}
                error={at(`/agenda/${index}/title`)}
                onChange={(title) => change(index, { title })}
              />
              <TextField
                label={t('plan.minutes')}
                type="number"
                min={1}
                max={480}
                required
                value={String(item.minutes)}
                error={at(`/agenda/${index}/minutes`)}
                onChange={(text) => change(index, { minutes: Number(text) })}
              />
            </div>
            <ViewPickers
              view={item.view}
              place={`/agenda/${index}/view`}
              at={at}
              onChange={(view) => change(index, { view })}
            />
            <TextField
              label={t('plan.note')}
              maxLength={600}
              value={item.note ?? ''}
              error={at(`/agenda/${index}/note`)}
              onChange={(note) => change(index, { note: note === '' ? null : note })}
            />
            <Moves {...{ index, list: agenda, name: item.title, onChange }} />
          </li>
        ))}
      </ol>
      {agenda.length < sessionLimits.agenda ? (
        <div>
          <button
            type="button"
            onClick={() =>
              onChange([
                ...agenda,
                { id: newId('a', agenda), title: '', note: null, minutes: 15, view: firstView },
              ])
            }
          >
            {t('plan.addItem')}
          </button>
        </div>
      ) : null}
    </fieldset>
  );
}

interface MovesProps<Entry> {
  readonly index: number;
  readonly list: readonly Entry[];
  readonly name: string;
  readonly onChange: (list: readonly Entry[]) => void;
}

/** Earlier, later, away. */
export function Moves<Entry>({ index, list, name, onChange }: MovesProps<Entry>) {
  const { t } = useTranslation('session');
  const spoken = <span className="visually-hidden">: {name || index + 1}</span>;
  return (
    <div className="row">
      <button type="button" disabled={index === 0} onClick={() => onChange(moveEntry(list, index, -1))}>
        ↑ {t('plan.earlier')}
        {spoken}
      </button>
      <button
        type="button"
        disabled={index === list.length - 1}
        onClick={() => onChange(moveEntry(list, index, 1))}
      >
        ↓ {t('plan.later')}
        {spoken}
      </button>
      <button type="button" onClick={() => onChange(list.filter((_, place) => place !== index))}>
        {t('plan.remove')}
        {spoken}
      </button>
    </div>
  );
}

interface ViewPickersProps {
  readonly view: SessionView;
  readonly place: string;
  readonly at: Submit['at'];
  readonly onChange: (view: SessionView) => void;
}

function ViewPickers({ view, place, at, onChange }: ViewPickersProps) {
  const { t } = useTranslation('session');
  const { catalogue } = useNames();
  const language = deskLanguage();
  const isFigures = view.scene === 'ikhtisar' || view.scene === 'pilar' || view.scene === 'peta';
  const indicators = (catalogue?.indicators ?? []).filter(
    ({ pillar }) => view.scene !== 'pilar' || pillar === view.pillar,
  );
  const places = (catalogue?.areas ?? []).filter(({ level }) => level === 'kecamatan');
  return (
    <div className={styles['pickers']}>
      <ChoiceField
        label={t('plan.scene')}
        value={view.scene}
        choices={scenes.map((one) => [one, t(`scene.${one}`)])}
        onChange={(scene) => onChange(withScene(view, scene as SessionView['scene']))}
      />
      {view.scene === 'pilar' ? (
        <ChoiceField
          label={t('plan.pillar')}
          value={view.pillar ?? ''}
          choices={(catalogue?.pillars ?? []).map(({ id, name }) => [id as string, name[language]])}
          onChange={(pillar) =>
            onChange({ ...view, pillar: pillar as SessionView['pillar'], indicator: null })
          }
        />
      ) : null}
      {isFigures ? (
        <>
          <ChoiceField
            label={t('plan.indicator')}
            value={view.indicator ?? ''}
            error={at(`${place}/indicator`)}
            choices={[
              ['', t('plan.indicatorAuto')],
              ...indicators.map(({ id, name }) => [id as string, name[language]] as const),
            ]}
            onChange={(id) => onChange({ ...view, indicator: (id || null) as SessionView['indicator'] })}
          />
          <ChoiceField
            label={t('plan.area')}
            value={view.area ?? ''}
            error={at(`${place}/area`)}
            choices={[
              ['', t('plan.areaAll')],
              ...places.map(({ code, name }) => [code as string, name] as const),
            ]}
            onChange={(code) => onChange({ ...view, area: (code || null) as SessionView['area'] })}
          />
        </>
      ) : null}
    </div>
  );
}
