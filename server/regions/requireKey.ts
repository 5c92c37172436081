import type { ListFile } from './readPack.ts';
import type { RegionFault } from './region.ts';

/** Complains when `key` is not among the keys of `target`; a file that could not be read is not asked. */
export function requireKey(
  target: ListFile<unknown>,
  key: string,
  where: { file: string; path: string },
  report: (fault: RegionFault) => void,
): void {
  if (target.keys?.has(key) === false) {
    report({ ...where, message: `"${key}" is not in ${target.file}` });
  }
}
