import type { EvidencePack } from '../../shared/model/pack.ts';

const numbers = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 20 });
/** Anything that reads as an instant in this century. Epoch milliseconds. */
const firstInstant = Date.UTC(2000, 0);

/** Numbers of a text as they are written: `1.234,5`, `08.41`, `2026`. */
function listNumbers(text: string): string[] {
  return (text.match(/\d[\d.,]*/g) ?? []).map((one) => one.replace(/[.,]+$/, ''));
}

/** Every way in which a page may write something of a pack. */
function* listWays(value: unknown, zone: string): Generator<string> {
  if (typeof value === 'string') {
    yield* listNumbers(value);
    // Days are written with a month in words, and without a zero in front.
    for (const part of /^\d{4}-\d{2}(?:-\d{2})?$/.test(value) ? value.split('-') : [])
      yield String(Number(part));
  } else if (typeof value === 'number') {
    yield* listNumbers(numbers.format(value));
    yield* listNumbers(numbers.format(Math.round(value * 100) / 100));
    if (value >= firstInstant) yield* listMomentNumbers(value, zone);
  } else if (Array.isArray(value)) {
    yield String(value.length);
    for (const [index, one] of value.entries()) {
      yield String(index + 1);
      yield* listWays(one, zone);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) yield* listWays(one, zone);
  }
}

function listMomentNumbers(at: number, timeZone: string): string[] {
  const date = new Intl.DateTimeFormat('id-ID', { timeZone, day: 'numeric', year: 'numeric' });
  const clock = new Intl.DateTimeFormat('id-ID', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return [...listNumbers(date.format(at)), clock.format(at).replace(':', '.')];
}

/** Numbers in the text of a printed pack that are neither in the pack nor of the page itself; `counts` are those that it says of lists in part. */
export function findStrangeNumbers(text: string, pack: EvidencePack, counts: readonly number[]): string[] {
  const { id, manifest, region, sections } = pack;
  const seals = (sections.minutes?.signatures ?? []).flatMap(({ signed }) => signed?.hash ?? []);
  const marks = [
    id,
    manifest.hash,
    ...seals,
    ...seals.flatMap((seal) => [seal.slice(0, 32), seal.slice(32)]),
  ];
  const plain = marks
    .reduce((rest, mark) => rest.replaceAll(mark, ''), text)
    .replace(/Halaman \d+ dari \d+/g, '')
    .replaceAll('SHA-256', '');
  const known = new Set([...listWays(pack, region.zone), ...counts.map((count) => numbers.format(count))]);
  return [...new Set(listNumbers(plain))].filter((one) => !known.has(one));
}
