import { type EvidencePack, packSchema } from '../../shared/model/pack.ts';

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
