import { useCatalogueStore } from '../../stores/catalogueStore.ts';

/** Names an agency by its code as it is read; the code itself until the catalogue is there. */
export function useOwnerName(): (code: string) => string {
  const index = useCatalogueStore((state) => state.index);
  return (code) => index?.agencies.get(code)?.abbreviation ?? code;
}
