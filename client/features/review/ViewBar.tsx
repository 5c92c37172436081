import { useTranslation } from 'react-i18next';
import type { Pillar } from '#shared/model/pillar.ts';
import { isFigureScene, type SessionScene } from '../../lib/review/sessionView.ts';
import { type CatalogueIndex, useCatalogueStore } from '../../stores/catalogueStore.ts';
import { chooseChange, choosePillar, chooseScene } from '../../stores/reviewChoices.ts';
import { isPresenting, useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import { timeStore, useTime } from '../../stores/timeStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './ViewBar.module.css';

/** What can be shown, in this order. */
const scenes: readonly SessionScene[] = ['ikhtisar', 'pilar', 'peta', 'program', 'janji', 'upacara'];

/** What to see: for the presenter what everyone sees, for anyone else a look of one's own. */
export function ViewBar({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation('review');
  const { session } = useJoined();
  const isLeading = useReviewStore(isPresenting);
  const scene = useReviewStore((state) => state.scene);
  const index = useCatalogueStore((state) => state.index);
  const offered = scenes.filter((one) => one !== 'upacara' || session.parties.length > 0);
  return (
    <section className={styles.bar} aria-label={t(isLeading ? 'view.lead' : 'view.own')}>
      <p className={styles.label}>{t(isLeading ? 'view.lead' : 'view.own')}</p>
      <fieldset className="review-group">
        <legend className="visually-hidden">{t('scene.label')}</legend>
        {offered.map((one) => (
          <button key={one} type="button" aria-pressed={one === scene} onClick={() => chooseScene(one)}>
            {t(`scene.${one}`)}
          </button>
        ))}
      </fieldset>
      {index && isFigureScene(scene) && <Choices index={index} scene={scene} />}
      {isLeading ? <Tools /> : null}
      <button
        type="button"
        className={styles.help}
        aria-keyshortcuts="?"
        aria-label={t('keys:title')}
        onClick={onHelp}
      >
        {t('keys:open')} <kbd>?</kbd>
      </button>
    </section>
  );
}

interface ChoicesProps {
  readonly index: CatalogueIndex;
  readonly scene: SessionScene;
}

function Choices({ index, scene }: ChoicesProps) {
  const { t } = useTranslation('review');
  const { catalogue } = index;
  const { pillar, indicator, area, language } = useViewStore();
  const isBarOpen = useTime((state) => state.isBarOpen);
  const pillars = catalogue.pillars.filter(({ id }) => scene !== 'pilar' || id === pillar);
  const kecamatan = catalogue.areas.filter(({ level }) => level === 'kecamatan');
  return (
    <>
      {scene === 'pilar' && (
        <select
          aria-label={t('view.pillar')}
          value={pillar}
          onChange={(event) => {
            const chosen = catalogue.pillars.find(({ id }) => id === event.target.value);
            if (chosen) choosePillar(chosen.id);
          }}
        >
          {catalogue.pillars.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language]}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label={t('view.indicator')}
        value={indicator ?? ''}
        onChange={(event) => chooseChange({ indicator: event.target.value || null })}
      >
        <option value="">
          {t('view.indicator')}: {t('view.none')}
        </option>
        {pillars.map((one) => (
          <IndicatorOptions key={one.id} pillar={one} index={index} />
        ))}
      </select>
      <select
        aria-label={t('view.area')}
        value={area ?? ''}
        onChange={(event) => chooseChange({ area: event.target.value || null })}
      >
        <option value="">{t('view.wholeRegion', { region: catalogue.region.name })}</option>
        {kecamatan.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        aria-pressed={isBarOpen}
        aria-keyshortcuts="w"
        onClick={() => timeStore.setState({ isBarOpen: !isBarOpen })}
      >
        {t('view.time')} <kbd>w</kbd>
      </button>
    </>
  );
}

function IndicatorOptions({ pillar, index }: { readonly pillar: Pillar; readonly index: CatalogueIndex }) {
  const language = useViewStore((state) => state.language);
  return (
    <optgroup label={pillar.name[language]}>
      {(index.byPillar.get(pillar.id) ?? []).map(({ id, name }) => (
        <option key={id} value={id}>
          {name[language]}
        </option>
      ))}
    </optgroup>
  );
}

/** The presenter's hand: what is ringed, and whether it points. */
function Tools() {
  const { t } = useTranslation('review');
  const tool = useReviewStore((state) => state.tool);
  const highlight = useReviewStore((state) => state.highlight);
  const chosen = useViewStore(({ indicator, area }) => indicator ?? area);
  const ringChosen = (): void => {
    const { indicator, area } = useViewStore.getState();
    const id = indicator ?? area;
    if (id) useReviewStore.setState({ highlight: { kind: indicator ? 'indicator' : 'area', id } });
  };
  const take = (one: 'highlight' | 'pointer') => (): void =>
    useReviewStore.setState({ tool: tool === one ? 'none' : one });
  return (
    <>
      <button
        type="button"
        aria-pressed={tool === 'highlight'}
        aria-keyshortcuts="h"
        title={t('tool.highlightHint')}
        onClick={take('highlight')}
      >
        {t('tool.highlight')} <kbd>h</kbd>
      </button>
      <button
        type="button"
        aria-pressed={tool === 'pointer'}
        aria-keyshortcuts="g"
        title={t('tool.pointerHint')}
        onClick={take('pointer')}
      >
        {t('tool.pointer')} <kbd>g</kbd>
      </button>
      {!highlight && chosen !== null && (
        <button type="button" onClick={ringChosen}>
          {t('tool.chosen')}
        </button>
      )}
      {highlight && (
        <button type="button" onClick={() => useReviewStore.setState({ highlight: null })}>
          {t('tool.clear')}
        </button>
      )}
      {tool !== 'none' && (
        <p className={styles.hint} role="status">
          {t(`tool.${tool}Hint`)}
        </p>
      )}
    </>
  );
}
