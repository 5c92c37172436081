import { describe, expect, it } from 'vitest';
import { toPackDocument } from '../../../../server/documents/packDocument.ts';
import { toSheets } from '../../../../server/documents/renderSheet.ts';
import { areaCodeSchema, indicatorIdSchema } from '../../../../shared/model/ids.ts';
import type { EvidencePack, PackMinutes } from '../../../../shared/model/pack.ts';
import { buildAlarm } from '../../../support/alarmBuilder.ts';
import { buildPack, buildPackFigure, buildPackScore } from '../../../support/packBuilder.ts';

const at = Date.parse('2026-11-16T03:00:00Z');
const minutes = (simulated: boolean): PackMinutes => ({
  session: 's',
  title: 'Rapat evaluasi',
  purpose: 'review',
  place: null,
  startsAt: at,
  openedAt: at,
  endedAt: at,
  simulated,
  ledBy: null,
  agenda: [],
  attendance: [{ name: 'Sari', speaksFor: null, isGuest: false, joinedAt: at, lastAt: at }],
  questions: [],
  decisions: [
    { text: 'Lengkapi', owner: 'DLH', dueOn: '2026-12-31', by: 'Sari', at, withdrawn: null, figure: null },
  ],
  polls: [],
  notes: [],
  signatures: [],
  summary: null,
});
const warning = 'SIMULASI: bukan keadaan nyata';

/** Fields under a head, row by row. */
function column(pack: EvidencePack, sheet: string, head: string) {
  const found = toSheets(pack).find(({ name }) => name === sheet);
  const place = found?.heads?.indexOf(head) ?? -1;
  return found?.rows.map((row) => row[place]);
}

describe('minutes of a simulated session', () => {
  it.each([
    ['of a live room that are simulated', 'live', true, warning],
    ['of a demo', 'demo', false, warning],
    ['of a test', 'test', true, 'UJI: sumber data tiruan, bukan keadaan nyata'],
    ['of a live room', 'live', false, null],
  ] as const)('%s: each sheet and each page warns alike', (_, mode, simulated, expected) => {
    const pack = buildPack({ minutes: minutes(simulated) }, { mode });
    expect(column(pack, 'Keputusan', 'peringatan')).toEqual([expected]);
    expect(column(pack, 'Daftar hadir', 'peringatan')).toEqual([expected]);
    expect(toSheets(pack)[0]?.rows[1]).toEqual(
      expected === null ? ['Wilayah', 'Kabupaten Bekasi'] : [expected],
    );
    const { footer, content } = toPackDocument(pack, 'sha256:x');
    if (typeof footer !== 'function') throw new Error('no footer');
    const foot = JSON.stringify(footer(1, 2, { width: 0, height: 0, orientation: 'portrait' }));
    for (const text of [foot, JSON.stringify(content)])
      if (expected === null) expect(text).not.toContain('bukan keadaan nyata');
      else expect(text).toContain(expected);
  });
});

describe('the annex', () => {
  const { indicator, pillar, name, value, unit, observedAt } = buildPackFigure();
  const total = { indicator, pillar, name, value, unit, observedAt };
  const link = { name: 'BMKG', provider: 'BMKG', since: at, lastInAt: null, lastError: null, indicators: [] };
  const pack = buildPack({
    figures: [buildPackFigure({ quality: 'bad', origin: 'simulated' })],
    totals: [{ ...total, made: 'mean', areaName: null, count: 3, origin: 'measured', freshness: 'late' }],
    scores: [buildPackScore()],
    alarms: [buildAlarm({ severity: 'critical', state: 'out-of-service' })],
    links: [{ ...link, id: 'bmkg', kind: 'public', state: 'down' }],
  });

  it('writes words instead of codes', () => {
    expect(column(pack, 'Angka', 'mutu')).toEqual(['buruk, tidak dihitung']);
    expect(column(pack, 'Hitungan', 'cara')).toEqual(['rata-rata 3 wilayah']);
    expect(column(pack, 'Alarm', 'tingkat')).toEqual(['kritis']);
    expect(column(pack, 'Alarm', 'keadaan')).toEqual(['di luar layanan']);
    expect(column(pack, 'Tautan data', 'keadaan')).toEqual(['putus']);
  });

  it('says how old a total is and which score is simulated', () => {
    expect(column(pack, 'Hitungan', 'kesegaran')).toEqual(['terlambat']);
    expect(column(pack, 'Skor', 'simulasi')).toEqual([true]);
  });
});

describe('the figure of a decision', () => {
  const decided = {
    indicator: indicatorIdSchema.parse('economy-tpt'),
    area: areaCodeSchema.parse('32.16'),
    ...{ name: 'TPT', areaName: 'Kabupaten Bekasi', unit: '%', value: 8.78, observedAt: at },
    origin: 'estimated',
  } as const;
  const pack = (figure: PackMinutes['decisions'][number]['figure']) => {
    const { decisions, ...rest } = minutes(false);
    return buildPack({ minutes: { ...rest, decisions: decisions.map((one) => ({ ...one, figure })) } });
  };

  it('stands with its period as printed and with what it is worth', () => {
    const qualified = {
      quality: 'uncertain',
      verification: 'provisional',
      period: '2025 (tahun tidak pasti)',
    };
    const made = pack({ ...decided, ...qualified } as never);
    expect(JSON.stringify(toPackDocument(made, 'sha256:x').content)).toContain(
      'TPT, Kabupaten Bekasi = 8,78 %, 2025 (tahun tidak pasti), sementara, belum diperiksa, perkiraan model, mutu diragukan',
    );
    expect(column(made, 'Keputusan', 'periode')).toEqual(['2025 (tahun tidak pasti)']);
    expect(column(made, 'Keputusan', 'mutu')).toEqual(['diragukan']);
    expect(column(made, 'Keputusan', 'pemeriksaan')).toEqual(['sementara, belum diperiksa']);
  });

  it('of a pack that was frozen before these were kept says none of them', () => {
    const made = pack(decided);
    expect(JSON.stringify(toPackDocument(made, 'sha256:x').content)).toContain(
      'TPT, Kabupaten Bekasi = 8,78 %, per 16 Nov 2026 10.00, perkiraan model"',
    );
    expect(column(made, 'Keputusan', 'mutu')).toEqual([null]);
  });
});
