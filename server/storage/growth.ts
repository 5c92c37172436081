const dayMs = 86_400_000;

/** Bytes a day over the last seven days of noted sizes; null until one day has passed. */
export function toGrowthPerDay(
  days: readonly { day: number; bytes: number }[],
  now: number,
  sizeBytes: number,
) {
  const today = now / dayMs;
  const oldest = days.filter(({ day }) => day >= Math.floor(today) - 7).at(-1);
  if (!oldest || today - oldest.day < 1) return null;
  return (sizeBytes - oldest.bytes) / (today - oldest.day);
}
