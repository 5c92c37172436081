import type { Content, TableCell } from 'pdfmake';
import { z } from 'zod';
import { type EvidencePack, missingSectionSchema } from '#shared/model/pack.ts';
import { type MoneySummary, moneySummarySchema, publicCeilingSchema } from '#shared/model/programme.ts';
import { type MoneySpan, totalMoney } from '#shared/rules/budget.ts';
import { toHeading, toNothing, toNumberCell, toTable } from './pdfParts.ts';
import { missingWords, toMonthsWords, toNumberWords } from './words.ts';

/** What is printed of the register of programmes; the annex holds the rest. */
const rowSchema = z.object({
  name: z.string(),
  agency: z.string(),
  simulated: z.boolean(),
  money: moneySummarySchema.nullable(),
  publicCeiling: publicCeilingSchema.nullable().default(null),
});
type Row = z.infer<typeof rowSchema>;

const heading = 'Program dan anggaran';

/** Programmes with the money and the progress that were reported of them, side by side; nothing where the pack has no such register. */
export function toProgrammePart({ sections }: EvidencePack): Content[] {
  const section = sections['programmes'];
  if (section === undefined) return [];
  const missing = missingSectionSchema.safeParse(section);
  if (missing.success)
    return [
      toHeading(heading),
      toNothing(`Bagian ini tidak terbawa: ${missingWords[missing.data.missing]}.`),
    ];
  const read = z.array(rowSchema).safeParse(section);
  if (!read.success)
    return [toHeading(heading), toNothing('Tidak dapat dicetak di sini; isinya ada di berkas JSON paket.')];
  if (read.data.length === 0) return [];
  const rows = read.data.flatMap((row) => (row.money ? [toCells(row, row.money)] : []));
  const told = read.data.flatMap((row) => (row.money ? [] : toPublicWords(row)));
  const others = read.data.length - rows.length - told.length;
  return [
    toHeading(heading),
    ...(rows.length > 0
      ? [
          toTable(
            ['*', 'auto', 'auto', 'auto', 'auto', 'auto', 84],
            ['Program', 'Tahun', 'Pagu (Rp)', 'Rencana kas (Rp)', 'Realisasi (Rp)', 'Fisik (%)', 'Sampai'],
            rows,
          ),
        ]
      : []),
    ...(others > 0 ? [toNothing(`${others} program tanpa anggaran yang tercatat.`)] : []),
    ...told.map(toNothing),
  ];
}

/** A ceiling that a public source names of a programme, with whose it is. */
function toPublicWords({ name, agency, publicCeiling }: Row): string[] {
  if (!publicCeiling) return [];
  const { amountIdr, period, source } = publicCeiling;
  const of = period === null ? source.label : `${source.label}, periode ${period}`;
  return [
    `${name} (${agency}): pagu Rp ${toNumberWords(amountIdr)} menurut ${of}; belum diisi perangkat daerahnya.`,
  ];
}

function toCells({ name, agency, simulated }: Row, money: MoneySummary): TableCell[] {
  const about = simulated ? `SIMULASI · ${agency}` : agency;
  return [
    { stack: [name, { text: about, style: 'small' }] },
    String(money.year),
    ...[money.ceilingIdr, money.planIdr, money.realisedIdr, money.progressPercent].map((value) =>
      toNumberCell(toNumberWords(value)),
    ),
    { text: toMonths(money), style: 'small' },
  ];
}

/** Up to which months each of them goes, and of how many sources where it is not of all. */
function toMonths(money: MoneySummary): string {
  const { ceiling, plan, realised } = totalMoney([money]).spans;
  const { progressMonth } = money;
  const known = [
    ...(ceiling.given > 0 && ceiling.given < ceiling.all ? [`pagu ${toPartWords(ceiling)}`] : []),
    ...toSpanWords('rencana', plan),
    ...toSpanWords('realisasi', realised),
    ...(progressMonth === null ? [] : [`fisik ${toMonthsWords(progressMonth, progressMonth)}`]),
  ];
  return known.length > 0 ? known.join(', ') : 'belum dilaporkan';
}

function toSpanWords(name: string, span: MoneySpan): string[] {
  const { given, all, from, to } = span;
  if (from === null || to === null) return [];
  return [`${name} ${toMonthsWords(from, to)}${given < all ? ` (${toPartWords(span)})` : ''}`];
}

const toPartWords = ({ given, all }: MoneySpan): string => `sebagian: ${given} dari ${all} sumber dana`;
