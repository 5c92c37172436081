/** Colours of the map (design/README: coast and borders of direction b, scale of direction a). */
export const mapPalette = {
  base: '#0C1117',
  land: '#111920',
  landLine: '#2B3A46',
  seaNear: '#14324F',
  seaFar: '#0B1B2B',
  waterline: '#3F6F97',
  edge: '#D6E4EF',
  glow: '#7FB0DC',
  hairline: '#0A1016',
  text: '#F1F5F8',
  textQuiet: '#93A1AD',
  halo: '#0B1218',
  water: '#7FA6C9',
  selected: '#9BDDF8',
  watch: '#F2B544',
  bad: '#FF6B5E',
  river: '#3F7FA8',
  estate: '#D4A3D3',
  station: '#B7C3CE',
  toll: '#8B9AA8',
  noData: '#141D26',
  /** Land of the regency while no indicator colours it. */
  plain: '#22303D',
} as const;

/** Sequential scale, low to high; a true zero takes the first colour (design/a tokens, seq-0..4). */
export const sequence = ['#1B2833', '#204150', '#285E75', '#337A96', '#5FAAC4'] as const;

/** Mixes two `#rrggbb` colours; `share` 0 gives the first. */
export function mixColours(first: string, second: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const from = Number.parseInt(first.slice(at, at + 2), 16);
    const to = Number.parseInt(second.slice(at, at + 2), 16);
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
