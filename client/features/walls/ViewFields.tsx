import { useTranslation } from 'react-i18next';
import { pillarIds, wallLayouts, wallPanels, wallScenes } from '#shared/model/lists.ts';
import type { WallSceneKind, WallView } from '#shared/model/wall.ts';
import { Check } from '../../components/desk/Check.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

interface ViewFieldsProps {
  readonly view: WallView;
  readonly onChange: (view: WallView) => void;
}

/** A view of another kind: what it has in common stays. */
function toKind({ area }: WallView, scene: WallSceneKind): WallView {
  return { scene, ...(scene === 'pilar' ? { pillar: 'governance' } : {}), ...(area ? { area } : {}) };
}

/** Puts a part in or takes it out: a part that is not there is left out. */
function withPart<Key extends keyof WallView>(view: WallView, key: Key, value: WallView[Key] | ''): WallView {
  const { [key]: _old, ...rest } = view;
  return (value === '' || value === undefined ? rest : { ...rest, [key]: value }) as WallView;
}

/** What a scene shows: kind, its parameters, panels and layout. */
export function ViewFields({ view, onChange }: ViewFieldsProps) {
  const { t } = useTranslation('wall');
  return (
    <div className="stack">
      <div className="pair">
        <ChoiceField
          label={t('edit.kind')}
          value={view.scene}
          choices={wallScenes.map((scene) => [scene, t(`scene.${scene}`)])}
          onChange={(scene) => onChange(toKind(view, scene as WallSceneKind))}
        />
        <ChoiceField
          label={t('edit.layout')}
          value={view.layout ?? 'standard'}
          choices={wallLayouts.map((layout) => [layout, t(`edit.${layout}`)])}
          onChange={(layout) => onChange(withPart(view, 'layout', layout === 'standard' ? '' : layout))}
        />
      </div>
      <Parameters view={view} onChange={onChange} />
      <Panels view={view} onChange={onChange} />
    </div>
  );
}

/** Selects from the catalogue. */
function Parameters({ view, onChange }: ViewFieldsProps) {
  const { t } = useTranslation('wall');
  const { catalogue } = useNames();
  const language = deskLanguage();
  const mapped = (catalogue?.indicators ?? []).filter(
    ({ pillar, levels }) =>
      (view.scene !== 'pilar' || pillar === view.pillar) && levels.includes('kecamatan'),
  );
  const places = (catalogue?.areas ?? []).filter(({ level }) => level === 'kecamatan');
  return (
    <>
      {view.scene === 'pilar' ? (
        <ChoiceField
          label={t('edit.pillar')}
          value={view.pillar ?? 'governance'}
          choices={pillarIds.map((id) => [
            id,
            catalogue?.pillars.find((pillar) => pillar.id === id)?.name[language] ?? id,
          ])}
          onChange={(pillar) => onChange(withPart({ ...view, pillar }, 'indicator', ''))}
        />
      ) : null}
      <ChoiceField
        label={t('edit.indicator')}
        value={view.indicator ?? ''}
        choices={[
          ['', t('edit.indicatorAuto')],
          ...mapped.map(({ id, name }) => [id, name[language]] as const),
        ]}
        onChange={(id) => onChange(withPart(view, 'indicator', id))}
      />
      <ChoiceField
        label={t('edit.area')}
        value={view.area ?? ''}
        choices={[['', t('edit.areaNone')], ...places.map(({ code, name }) => [code, name] as const)]}
        onChange={(code) => onChange(withPart(view, 'area', code))}
      />
    </>
  );
}

function Panels({ view, onChange }: ViewFieldsProps) {
  const { t } = useTranslation('wall');
  const all: readonly string[] = wallPanels[view.scene];
  const standing = view.panels ?? all;
  const toggle = (panel: string, stands: boolean): void => {
    const panels = all.filter((one) => (one === panel ? stands : standing.includes(one)));
    onChange(withPart(view, 'panels', panels.length === all.length ? undefined : panels));
  };
  return (
    <fieldset>
      <legend className="strong">{t('edit.panels')}</legend>
      <div className="row">
        {all.map((panel) => (
          <Check key={panel} checked={standing.includes(panel)} onChange={(stands) => toggle(panel, stands)}>
            {t(`panel.${panel}`)}
          </Check>
        ))}
      </div>
    </fieldset>
  );
}
