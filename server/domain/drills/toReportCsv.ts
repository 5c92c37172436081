import type { Drill, DrillReport } from '#shared/model/drill.ts';
import { type CsvField, indonesianCsv, toCsv } from '#shared/rules/csv.ts';

/** A drill's report as a sheet: its facts, every alarm with its reaction times, and what was expected. */
export function toReportCsv(
  { title, scenario, by, speed }: Drill,
  report: DrillReport,
  areaName: (code: string) => string | null,
): string {
  const place = (code: string | null): CsvField => (code === null ? null : (areaName(code) ?? code));
  const rows: CsvField[][] = [
    ['LATIHAN: bukan keadaan nyata'],
    ['latihan', title],
    ['skenario', scenario.title.id],
    ['dimulai_oleh', by],
    ['main_utc', toIso(report.playedAt)],
    ['selesai_utc', toIso(report.endedAt)],
    ['kecepatan_skenario', speed],
    ['waktu_tanggap', 'detik nyata sejak alarm berbunyi, tidak dikalikan kecepatan'],
    [],
    ['alarm', 'aturan', 'wilayah', 'tingkat', 'berbunyi_utc', 'diakui_detik', 'diakui_oleh', ...moreHeads],
    ...report.alarms.map((alarm) => [
      alarm.name.id,
      alarm.rule,
      place(alarm.area),
      alarm.severity,
      toIso(alarm.raisedAt),
      alarm.acknowledgeSeconds,
      alarm.acknowledgedBy,
      alarm.incidentSeconds,
      alarm.incidentBy,
      alarm.shelveSeconds,
      alarm.returnSeconds,
      alarm.raises,
    ]),
    [],
    ['harapan', 'wilayah', 'tindakan', 'paling_lama_detik', 'nyatanya_detik', 'hasil'],
    ...report.results.flatMap(({ name, rule, area, acknowledge, incident }) =>
      [['akui', acknowledge] as const, ['kejadian', incident] as const].flatMap(([deed, verdict]) =>
        verdict
          ? [[name?.id ?? rule, place(area), deed, verdict.withinSeconds, verdict.seconds, verdict.outcome]]
          : [],
      ),
    ),
  ];
  return toCsv(rows, indonesianCsv);
}

const moreHeads = ['kejadian_detik', 'kejadian_oleh', 'ditunda_detik', 'pulih_detik', 'berapa_kali'];

function toIso(at: number): string {
  return new Date(at).toISOString();
}
