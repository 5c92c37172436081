import { type AlarmRule, alarmRuleSchema } from '#shared/model/alarm.ts';

/** The limit that simulated rivers pass in the afternoon. Made up, and says so: no source gives limits for these gauges. */
export function toRiverRule(): AlarmRule {
  return alarmRuleSchema.parse({
    id: 'river-high-simulated',
    name: { id: 'SIMULASI: sungai melewati batas peragaan', en: 'SIMULATION: river above its demo limit' },
    severity: 'critical',
    priority: 'urgent',
    condition: {
      kind: 'limit',
      indicator: 'environment-river-level',
      side: 'above',
      limit: 250,
      deadBand: 10,
      delaySeconds: 4,
      clearSeconds: 6,
      count: 3,
    },
    guidance: {
      meaning: {
        id: 'SIMULASI: tinggi muka air sungai melewati batas yang dibuat untuk peragaan; permukiman di bantaran dapat tergenang.',
        en: 'SIMULATION: the river passed a limit made up for the demo; homes along its banks may be flooded.',
      },
      action: {
        id: 'Buka peta, bandingkan dengan laporan banjir, buat kejadian, dan hubungi camat serta BPBD untuk memeriksa lapangan.',
        en: 'Open the map, compare with flood reports, open an incident, and have the kecamatan and BPBD look at the place.',
      },
      contact: {
        id: 'SIMULASI: BPBD dan DSDABMBK; nomor tidak dicantumkan dalam peragaan.',
        en: 'SIMULATION: BPBD and DSDABMBK; the demo gives no numbers.',
      },
    },
    display: { scene: 'peta', indicator: 'environment-river-level' },
    escalateAfterSeconds: 120,
    suppressedBy: [],
  });
}
