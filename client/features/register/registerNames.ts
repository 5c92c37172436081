import type { ProgrammeRow } from '#shared/model/programme.ts';
import type { Names } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** Name of a pillar; its id until the catalogue is there. */
export function pillarName({ catalogue }: Names, id: string): string {
  return catalogue?.pillars.find((one) => one.id === id)?.name[deskLanguage()] ?? id;
}

/** Name of a sub-dimension; null for none. */
export function subDimensionName({ catalogue }: Names, code: string | null): string | null {
  if (code === null) return null;
  const all = catalogue?.pillars.flatMap(({ subDimensions }) => subDimensions) ?? [];
  return all.find((one) => one.code === code)?.name[deskLanguage()] ?? code;
}

/** Name of a programme in the reader's language. */
export function rowName({ name, nameEn }: Pick<ProgrammeRow, 'name' | 'nameEn'>): string {
  return deskLanguage() === 'en' ? (nameEn ?? name) : name;
}
