import {
  type EvidencePack,
  type PackFigure,
  type PackScore,
  packFigureSchema,
  packSchema,
} from '../../shared/model/pack.ts';

const hash = 'a'.repeat(64);

/** A pack of a live room with nothing in it but what is given. */
export function buildPack(
  sections: Partial<Record<string, unknown>> = {},
  patch: Partial<EvidencePack> = {},
): EvidencePack {
  return packSchema.parse({
    format: 'simpul-pack/1',
    id: 'AAAAAAAAAAAAAAAAAAAAAA',
    title: 'Rapat evaluasi',
    frozenAt: Date.parse('2026-11-16T03:35:00Z'),
    by: { id: 'user:sari', name: 'Sari Wulandari' },
    region: { code: '32.16', name: 'Kabupaten Bekasi', zone: 'Asia/Jakarta', zoneLabel: 'WIB' },
    mode: 'live',
    pillar: null,
    session: null,
    stream: { epoch: 'e', seq: 1 },
    catalogue: 'v1',
    ...patch,
    sections: {
      figures: [],
      totals: [],
      absent: [],
      scores: [],
      alarms: [],
      links: [],
      minutes: null,
      ...sections,
    },
    manifest: { algorithm: 'SHA-256', form: 'canonical-json', sections: {}, hash },
  });
}

/** A figure of the whole region in such a pack. */
export function buildPackFigure(patch: Partial<PackFigure> = {}): PackFigure {
  const at = Date.parse('2026-11-15T03:35:00Z');
  return packFigureSchema.parse({
    indicator: 'governance-spbe',
    pillar: 'governance',
    name: { id: 'Indeks SPBE', en: 'SPBE index' },
    area: '32.16',
    areaName: 'Kabupaten Bekasi',
    level: 'regency',
    agency: 'diskominfo',
    value: 4.48,
    unit: 'indeks',
    unitEn: 'index',
    observedAt: at,
    recordedAt: at,
    period: null,
    source: { key: 'kemenpanrb', label: 'KemenPANRB' },
    origin: 'published',
    quality: 'good',
    verification: 'verified',
    verifiedBy: [],
    freshness: 'fresh',
    status: 'none',
    target: null,
    was: null,
    note: null,
    definition: { version: 0, validFrom: null, hash },
    ...patch,
  });
}

/** The score that one such figure gives. */
export function buildPackScore(patch: Partial<PackScore> = {}): PackScore {
  return {
    pillar: 'governance',
    name: { id: 'Tata kelola', en: 'Governance' },
    value: 0.9,
    total: 1,
    current: 1,
    withTarget: 1,
    counted: 1,
    ratios: [{ id: 'governance-spbe', ratio: 0.9 }],
    ...patch,
  };
}
