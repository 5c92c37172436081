import { CameraGrid } from '../../features/cameras/CameraGrid.tsx';
import { useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './KameraScene.module.css';

/** The public cameras of the region. */
export function KameraScene() {
  const { catalogue, areas } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const isWide = useMediaQuery(wideQuery);
  const areaName = (code: string) => areas.get(code)?.name ?? code;
  return (
    <main className={styles.scene} data-scene="kamera">
      <CameraGrid {...{ isWide, language, areaName }} zone={catalogue.region.zone} />
    </main>
  );
}
