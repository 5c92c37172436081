import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInPolygon } from '#shared/math/geometry.ts';
import { toStatus } from '#shared/rules/status.ts';
import { parseShapes } from '../../../../server/feeds/feedRegion.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const dir = 'server/regions/bekasi';
const region = loadRegion(dir);
const { catalogue, baseline } = region;

/** Kemendagri code, BPS code, name, desa, kelurahan: the table of the domain page, typed again by hand. */
const districts = [
  ['32.16.01', '3216100', 'Tarumajaya', 7, 1],
  ['32.16.02', '3216090', 'Babelan', 7, 2],
  ['32.16.03', '3216111', 'Sukawangi', 7, 0],
  ['32.16.04', '3216110', 'Tambelang', 7, 0],
  ['32.16.05', '3216082', 'Tambun Utara', 8, 0],
  ['32.16.06', '3216081', 'Tambun Selatan', 9, 1],
  ['32.16.07', '3216070', 'Cibitung', 6, 1],
  ['32.16.08', '3216071', 'Cikarang Barat', 10, 1],
  ['32.16.09', '3216061', 'Cikarang Utara', 11, 0],
  ['32.16.10', '3216062', 'Karang Bahagia', 8, 0],
  ['32.16.11', '3216041', 'Cikarang Timur', 7, 1],
  ['32.16.12', '3216050', 'Kedung Waringin', 7, 0],
  ['32.16.13', '3216130', 'Pebayuran', 12, 1],
  ['32.16.14', '3216121', 'Sukakarya', 7, 0],
  ['32.16.15', '3216120', 'Sukatani', 7, 0],
  ['32.16.16', '3216140', 'Cabangbungin', 8, 0],
  ['32.16.17', '3216150', 'Muaragembong', 6, 0],
  ['32.16.18', '3216010', 'Setu', 11, 0],
  ['32.16.19', '3216023', 'Cikarang Selatan', 7, 0],
  ['32.16.20', '3216022', 'Cikarang Pusat', 6, 0],
  ['32.16.21', '3216021', 'Serang Baru', 8, 0],
  ['32.16.22', '3216030', 'Cibarusah', 7, 0],
  ['32.16.23', '3216031', 'Bojongmangu', 6, 0],
] as const;

const subDimensions = {
  governance: ['GOV-SVC', 'GOV-BUR', 'GOV-POL'],
  branding: ['BRD-TOU', 'BRD-BUS', 'BRD-APP'],
  economy: ['ECO-IND', 'ECO-WEL', 'ECO-TRX'],
  living: ['LIV-HAR', 'LIV-HEA', 'LIV-MOB'],
  society: ['SOC-COM', 'SOC-LRN', 'SOC-SEC'],
  environment: ['ENV-PRO', 'ENV-WAS', 'ENV-ENE'],
} as const;

const months = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
  ' ',
);

/** Last day of a printed period as YYYY-MM-DD; throws on a wording that nobody has thought about. */
function toLastDay(period: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return period;
  const year = /\d{4}$/.exec(period.replace(/ \(.*\)$/, '').replace(/ sampai sekitar \p{L}+$/u, ''))?.[0];
  if (year === undefined) throw new Error(`no year in "${period}"`);
  if (/^(Perkiraan p|P)ertengahan/.test(period) || period.startsWith('Semester I ')) return `${year}-06-30`;
  const month = months.findLastIndex((name) => period.includes(name)) + 1;
  if (month === 0) return `${year}-12-31`;
  return new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
}

describe('the Bekasi areas', () => {
  it('holds both code systems and the village counts of all 23 kecamatan', () => {
    const own = catalogue.areas.filter(({ level }) => level === 'kecamatan');
    expect(
      own.map(({ code, bpsCode, name }) => {
        const villages = region.areas.filter(({ parent }) => parent === code);
        const count = (kind: string) => villages.filter((village) => village.kind === kind).length;
        return [code, bpsCode, name, count('desa'), count('kelurahan')];
      }),
    ).toEqual(districts);
  });

  it('tells desa from kelurahan as the village code does', () => {
    const villages = region.areas.filter(({ level }) => level === 'village');
    for (const { code, kind } of villages)
      expect(kind, code).toBe(code.split('.')[3]?.startsWith('1') ? 'kelurahan' : 'desa');
    expect(new Set(villages.map(({ code }) => code)).size).toBe(187);
  });

  it('puts the point of a kecamatan inside its own shape', () => {
    const shapes = parseShapes(readFileSync(join(region.mapDir, catalogue.map.kecamatan), 'utf8'));
    for (const area of catalogue.areas.filter(({ level }) => level === 'kecamatan')) {
      const shape = shapes.find(({ code }) => code === area.code);
      const point = area.point ?? [0, 0];
      expect(
        shape?.polygons.some((polygon) => isInPolygon(point, polygon)),
        area.name,
      ).toBe(true);
    }
  });
});

describe('the Bekasi catalogue', () => {
  it('has the eighteen sub-dimensions of the ministry', () => {
    const own = Object.fromEntries(
      catalogue.pillars.map((pillar) => [pillar.id, pillar.subDimensions.map(({ code }) => code)]),
    );
    expect(own).toEqual(subDimensions);
  });

  it('has no targets but the three that a source names', () => {
    const targets = catalogue.indicators.flatMap(({ id, target }) =>
      target ? [[id, target.value, target.year, target.source.key]] : [],
    );
    expect(targets).toEqual([
      ['living-stunting', 10, 2025, 'JPNN-STUNTING'],
      ['society-ipm', 75.95, 2023, 'INDONESIATRUE'],
      ['society-poverty-rate', 4.69, 2023, 'INDONESIATRUE'],
    ]);
  });

  it('weighs all indicators alike, because no source gives weights, and says so', () => {
    expect(new Set(catalogue.indicators.map(({ weight }) => weight))).toEqual(new Set([1]));
    expect(catalogue.region.weightsAreEqual).toBe(true);
  });

  it('names the source of every limit, and colours by none that is only recalled', () => {
    const recalled = new Set(['rain-hour', 'iklh', 'irbi', 'stunting']);
    for (const { id, thresholds } of catalogue.indicators) {
      if (!thresholds) continue;
      expect(thresholds.source.length, id).toBeGreaterThan(2);
      const colours = thresholds.bands.some(({ status }) => status !== 'none');
      expect(colours, thresholds.id).toBe(!recalled.has(thresholds.id));
    }
  });

  it('lets a fire engine take the fifteen minutes that the minimum standard allows', () => {
    const limits = region.indicator('living-fire-response')?.thresholds ?? null;
    expect(toStatus(limits, 15, 'good')).toBe('normal');
    expect(toStatus(limits, 15.1, 'good')).toBe('bad');
  });

  it('cuts a line where two figures must not be joined', () => {
    const ipm = region.indicator('society-ipm');
    expect(ipm?.breaks).toEqual(['2025-01-01']);
    expect(region.indicator('living-rescues')?.breaks).toEqual(['2024-01-01']);
    expect(region.indicator('living-traffic-cctv')?.breaks).toEqual(['2018-01-01']);
    expect(region.indicator('living-area-official')?.breaks).toEqual(['2024-01-01']);
  });

  it('holds nothing of Kota Bekasi', () => {
    const foreign = /Kota Bekasi|"32\.75|Patriot|inflasi|(layanan|panggilan|call cent\w+) 112/i;
    for (const file of ['indicators', 'baseline', 'programmes', 'areas', 'agencies']) {
      expect(foreign.exec(readFileSync(join(dir, `${file}.json`), 'utf8'))?.[0], file).toBeUndefined();
    }
  });
});

describe('every Bekasi baseline value', () => {
  it('is true at the end of its printed period in WIB, or at its start where it comes into force then', () => {
    for (const { indicator, period, observedAt, area } of baseline) {
      const where = `${indicator} ${area} ${period}`;
      const last = toLastDay(period);
      const starts = region.indicator(indicator)?.periodAnchor === 'start';
      const expected = starts ? `${last.slice(0, 4)}-01-01T00:00:00+07:00` : `${last}T23:59:59+07:00`;
      expect(new Date(observedAt).toISOString(), where).toBe(new Date(expected).toISOString());
    }
  });

  it('has an origin that its note bears out, and lies in its range', () => {
    for (const { indicator, origin, note, value, period } of baseline) {
      const where = `${indicator} ${period}`;
      const allowed = indicator === 'environment-rain-year' ? ['estimated'] : ['published', 'reported'];
      if (note?.startsWith('Dihitung')) allowed.push('derived');
      expect(allowed, where).toContain(origin);
      const range = region.indicator(indicator)?.range;
      if (range) expect(value >= range.min && value <= range.max, where).toBe(true);
    }
  });

  it('says where its year is not certain, in the period that every tile prints', () => {
    const unsure = baseline.filter(({ note }) => note?.startsWith('Tahun tidak pasti'));
    expect(unsure.map(({ indicator }) => indicator).sort()).toEqual(['economy-tpt', 'society-ipm']);
    for (const { period, verification } of unsure) {
      expect(period).toMatch(/tahun tidak pasti/);
      expect(verification).toBe('provisional');
    }
  });

  it('uses every source of the pack, and feeds the rest', () => {
    const raw = readFileSync(join(dir, 'sources.json'), 'utf8');
    const keys = (JSON.parse(raw) as { key: string }[]).map(({ key }) => key);
    const used = new Set([
      ...baseline.map(({ source }) => source.key),
      ...catalogue.programmes.map(({ source }) => source.key),
      ...region.agreements.map(({ source }) => source?.key),
      ...region.occasions.map(({ source }) => source.key),
      ...region.weightSchemes.map(({ source }) => source.key),
      ...region.evaluations.map(({ doc }) => doc.source?.key),
    ]);
    expect(keys.filter((key) => !used.has(key))).toEqual(['bmkg', 'petabencana', 'open-meteo']);
  });
});
