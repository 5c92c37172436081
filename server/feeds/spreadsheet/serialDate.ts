const dayMs = 86_400_000;
/** 31 December 9999, the last day that spreadsheet programs know. */
const lastSerial = 2_958_465;

/**
 * Local date of a day number, `2026-01-31` or with a time; null where there is none. In the 1900 system day 60 is a 29 February that
 * never was, and days before it count from one day later.
 */
export function toSerialDate(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > lastSerial) return null;
  const day = Math.floor(serial);
  if (!is1904 && day === 60) return null;
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day > 60 ? 30 : 31);
  const at = Math.round((start + serial * dayMs) / 1_000) * 1_000;
  const iso = new Date(at).toISOString();
  if (serial < 1) return iso.slice(11, 19);
  return at % dayMs === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
