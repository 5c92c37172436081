import type { Content, StyleDictionary, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { EvidencePack } from '#shared/model/pack.ts';
import { listOtherSections } from '#shared/rules/otherSections.ts';
import { toFigurePart, toStatePart } from './figurePart.ts';
import { toMinutesPart, toSignaturePart } from './minutesPart.ts';
import { inks, toFacts, toHeading } from './pdfParts.ts';
import { toProgrammePart } from './programmePart.ts';
import { missingWords, sealExplanation, toMomentWords, toSectionName, toWarning } from './words.ts';

const styles: StyleDictionary = {
  heading: { fontSize: 11, bold: true, margin: [0, 14, 0, 5] },
  subheading: { fontSize: 9.5, bold: true, margin: [0, 9, 0, 1] },
  columnHead: { bold: true, fontSize: 7.5 },
  table: { fontSize: 8 },
  small: { fontSize: 7.2, color: inks.quiet },
  seal: { fontSize: 6.2, color: inks.quiet, font: 'DejaVuMono' },
};

/** What a pack looks like on paper: letterhead, minutes where there were any, figures, signatures, seal on every page. */
export function toPackDocument(pack: EvidencePack, address: string): TDocumentDefinitions {
  const { title, region, sections, manifest, frozenAt, id } = pack;
  const { minutes } = sections;
  return {
    pageSize: 'A4',
    pageMargins: [46, 46, 46, 78],
    language: 'id-ID',
    info: {
      title,
      author: region.name,
      subject: minutes ? 'Notulen' : 'Paket bukti',
      keywords: `simpul-pack ${id} ${manifest.hash}`,
      creationDate: new Date(frozenAt),
      modDate: new Date(frozenAt),
    },
    defaultStyle: { font: 'DejaVu', fontSize: 8.5, lineHeight: 1.2, color: inks.text },
    styles,
    // A heading never stands alone at the foot of a page.
    pageBreakBefore: (node, query) =>
      node.headlineLevel !== undefined && query.getFollowingNodesOnPage().length === 0,
    footer: (page, pages) => toFooter(pack, address, `Halaman ${page} dari ${pages}`),
    content: [
      ...toLetterhead(pack),
      ...(minutes ? toMinutesPart(minutes, region) : []),
      ...toFigurePart(pack),
      ...toProgrammePart(pack),
      ...toStatePart(pack),
      ...toOtherSections(pack),
      ...(minutes ? toSignaturePart(minutes, region) : []),
      ...toSeal(pack),
    ],
  };
}

function toSeal({ id, frozenAt, by, region, manifest }: EvidencePack): Content[] {
  return [
    toHeading('Keabsahan'),
    { text: sealExplanation },
    toFacts([
      ['Nomor paket', id],
      ['Dibekukan', `${toMomentWords(frozenAt, region.zone)} ${region.zoneLabel} oleh ${by.name}`],
      ['Segel (SHA-256)', manifest.hash],
    ]),
  ];
}

function toLetterhead(pack: EvidencePack): Content[] {
  const { region, title, sections, frozenAt, pillar } = pack;
  const warning = toWarning(pack);
  const score = sections.scores.find((one) => one.pillar === pillar);
  const kind = sections.minutes ? 'NOTULEN' : 'PAKET BUKTI';
  return [
    { text: region.name.toUpperCase(), fontSize: 14, bold: true, alignment: 'center' },
    { text: 'Command Center · Simpul', fontSize: 8, alignment: 'center', color: inks.quiet },
    {
      canvas: [
        { type: 'line', x1: 0, y1: 4, x2: 503, y2: 4, lineWidth: 1.6, lineColor: inks.text },
        { type: 'line', x1: 0, y1: 7, x2: 503, y2: 7, lineWidth: 0.5, lineColor: inks.text },
      ],
    },
    ...(warning
      ? [
          {
            text: warning,
            bold: true,
            color: inks.alert,
            alignment: 'center' as const,
            margin: [0, 8, 0, 0] as [number, number, number, number],
          },
        ]
      : []),
    { text: kind, fontSize: 11, bold: true, alignment: 'center', margin: [0, 12, 0, 2] },
    { text: title, fontSize: 12, bold: true, alignment: 'center' },
    {
      text: `Keadaan ${toMomentWords(frozenAt, region.zone)} ${region.zoneLabel}${score ? ` · pilar ${score.name.id}` : ''}`,
      alignment: 'center',
      color: inks.quiet,
      margin: [0, 2, 0, 10],
    },
  ];
}

/** What else is in the pack, by name: it is printed in the annex; and what could not be taken in. */
function toOtherSections(pack: EvidencePack): Content[] {
  const others = listOtherSections(pack.sections);
  const there = others.filter(({ rows }) => rows.length > 0).map(({ name }) => toSectionName(name, pack));
  const missing = others.flatMap(({ name, missing: why }) =>
    why === null ? [] : [`${toSectionName(name, pack)} (${missingWords[why]})`],
  );
  return [
    ...(there.length > 0
      ? [toLine(`Bagian lain dari paket, ada di lampiran .xlsx dan berkas JSON: ${there.join(', ')}.`)]
      : []),
    ...(missing.length > 0 ? [toLine(`Bagian yang tidak terbawa: ${missing.join(', ')}.`, true)] : []),
  ];
}

function toLine(text: string, bold = false): Content {
  return { text, bold, style: 'small', margin: [0, 8, 0, 0] };
}

function toFooter(pack: EvidencePack, address: string, page: string): Content {
  const { region, title, manifest } = pack;
  const warning = toWarning(pack);
  return {
    margin: [46, 12, 46, 0],
    columns: [
      {
        width: '*',
        stack: [
          { text: `${region.name} · ${title.slice(0, 90)}`, style: 'small' },
          { text: warning ? `${page} · ${warning}` : page, style: 'small', margin: [0, 2, 0, 2] },
          { text: `SHA-256 ${manifest.hash}`, style: 'seal' },
        ],
      },
      { width: 48, qr: address, fit: 48, eccLevel: 'L' },
    ],
  };
}
