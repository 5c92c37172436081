import { createRandom } from '#shared/math/random.ts';

/** A number in [0, 1) that belongs to a text: the same wherever and whenever it is asked for. */
export function toSeededNumber(seed: number, text: string): number {
  let hash = 2_166_136_261 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return createRandom(hash)();
}
