import type { DocumentFiles } from '../../server/domain/drills/drillBody.ts';
import { type DrillScenario, drillScenarioSchema } from '../../shared/model/drillScenario.ts';

type Given = Partial<Record<keyof DrillScenario, unknown>>;

/** A rule that a scenario brings along: the river above 250 cm, at once. */
export const riverRule = {
  id: 'drill-river',
  name: { id: 'LATIHAN: Muka air tinggi', en: 'LATIHAN: River high' },
  severity: 'major',
  priority: 'high',
  condition: {
    kind: 'limit',
    indicator: 'environment-river-level',
    side: 'above',
    limit: 250,
    deadBand: 0,
    delaySeconds: 0,
    clearSeconds: 0,
    count: 1,
  },
  guidance: {
    meaning: { id: 'Batas latihan dilampaui.', en: 'A limit of the exercise was passed.' },
    action: { id: 'Akui alarm latihan ini.', en: 'Acknowledge this drill alarm.' },
    contact: { id: 'Tidak ada yang dihubungi.', en: 'Nobody is to be called.' },
  },
  display: { scene: 'peta' },
  escalateAfterSeconds: null,
  suppressedBy: [],
};

/** A short scenario: the river rises in Cibarusah, and a warning. */
export function buildScenario(given: Given = {}): DrillScenario {
  return drillScenarioSchema.parse({
    id: 'short',
    title: { id: 'Pendek', en: 'Short' },
    about: { id: 'Latihan pendek.', en: 'A short drill.' },
    minutes: 1,
    rules: [riverRule],
    resting: ['agency-late'],
    steps: [
      {
        kind: 'repeat',
        afterSeconds: 0,
        indicator: 'environment-river-level',
        area: '32.16.22',
        value: 200,
        step: 100,
        everySeconds: 5,
        untilSeconds: 60,
      },
      {
        kind: 'event',
        afterSeconds: 10,
        event: {
          id: 'rain',
          kind: 'warning',
          severity: 'severe',
          title: 'LATIHAN: Hujan lebat',
          endsAfterSeconds: 40,
          areas: ['32.16.22'],
        },
      },
    ],
    expect: [{ rule: 'drill-river', area: '32.16.22', acknowledgeWithinSeconds: 60 }],
    ...given,
  });
}

/** Files that hold the one document that was kept last. */
export function createDocumentFiles(blobs = new Map<string, Uint8Array>()): DocumentFiles {
  return {
    async keepBytes(bytes) {
      blobs.set('hash', bytes);
      return 'hash';
    },
    async readBytes(hash) {
      const bytes = blobs.get(hash);
      return bytes
        ? (async function* () {
            yield bytes;
          })()
        : null;
    },
  };
}
