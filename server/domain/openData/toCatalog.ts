import type { OpenDataset } from '#shared/model/openData.ts';
import { toDurationParts } from '#shared/rules/calendar.ts';

/** Who publishes, where, and what. */
export interface CatalogParts {
  readonly region: { readonly code: string; readonly name: string };
  readonly publisher: { readonly name: string; readonly url?: string; readonly email?: string };
  readonly base: string;
  readonly pillarName: (id: string) => string;
  readonly datasets: readonly OpenDataset[];
}

const frequencies = 'http://publications.europa.eu/resource/authority/frequency/';
const fileTypes = 'http://publications.europa.eu/resource/authority/file-type/';
const languages = ['IND', 'ENG'].map((code) => ({
  '@id': `http://publications.europa.eu/resource/authority/language/${code}`,
}));

const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** The catalogue of open data by DCAT-AP as JSON-LD. Without a licence none is stated. Pure. */
export function toCatalog(parts: CatalogParts): object {
  const { region, publisher, base, datasets } = parts;
  return {
    '@context': context,
    '@id': `${base}/api/v1/open/catalog.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': toTexts(`Data terbuka ${region.name}`, `Open data of ${region.name}`),
    'dct:description': toTexts(
      `Angka indikator ${region.name} yang sudah disetujui, menurut enam pilar.`,
      `Approved indicator figures of ${region.name}, by six pillars.`,
    ),
    'dct:publisher': {
      '@type': 'foaf:Organization',
      'foaf:name': publisher.name,
      ...(publisher.url ? { 'foaf:homepage': { '@id': publisher.url } } : {}),
    },
    'dct:language': languages,
    'foaf:homepage': { '@id': `${base}/publik` },
    'dcat:dataset': datasets.map((dataset) => toDcatDataset(dataset, parts)),
  };
}

function toDcatDataset(dataset: OpenDataset, { region, publisher, pillarName }: CatalogParts): object {
  const { name, definition, unit, licence } = dataset;
  const frequency = toFrequency(dataset.cadence);
  // A description is asked for: where no source gives one, what it is counted in says the little that is known.
  const described = definition ?? { id: `${name.id} (${unit})`, en: `${name.en} (${unit})` };
  return {
    '@id': dataset.page,
    '@type': 'dcat:Dataset',
    'dct:identifier': dataset.id,
    'dct:title': toTexts(name.id, name.en),
    'dct:description': toTexts(described.id, described.en),
    'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': dataset.producer },
    ...(publisher.email
      ? {
          'dcat:contactPoint': {
            '@type': 'vcard:Organization',
            'vcard:fn': publisher.name,
            'vcard:hasEmail': { '@id': `mailto:${publisher.email}` },
          },
        }
      : {}),
    'dcat:keyword': [pillarName(dataset.pillar), unit].filter((word) => word !== ''),
    'dct:spatial': { '@type': 'dct:Location', 'dct:identifier': region.code, 'dct:title': region.name },
    ...(frequency ? { 'dct:accrualPeriodicity': { '@id': frequencies + frequency } } : {}),
    ...(dataset.newestAt
      ? { 'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:endDate': toTyped(dataset.newestAt) } }
      : {}),
    'dcat:landingPage': { '@id': dataset.page },
    'dcat:distribution': [
      { url: dataset.csv, type: 'CSV', media: 'text/csv' },
      { url: dataset.json, type: 'JSON', media: 'application/json' },
    ].map(({ url, type, media }) => ({
      '@type': 'dcat:Distribution',
      'dct:title': `${dataset.id} ${type}`,
      'dcat:accessURL': { '@id': url },
      'dcat:downloadURL': { '@id': url },
      'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${media}` },
      'dct:format': { '@id': fileTypes + type },
      ...(licence ? { 'dct:license': { '@id': licence.url } } : {}),
    })),
  };
}

function toTexts(id: string, en: string): readonly object[] {
  return [
    { '@language': 'id', '@value': id },
    { '@language': 'en', '@value': en },
  ];
}

function toTyped(instant: string): object {
  return { '@type': 'xsd:dateTime', '@value': instant };
}

/** Code of the European list of frequencies; null where it has none for this beat. */
function toFrequency(cadence: string): string | null {
  const { years, months, days, clockMs } = toDurationParts(cadence);
  if (years + months + days === 0) return clockMs === 3_600_000 ? 'HOURLY' : 'CONT';
  if (clockMs > 0) return null;
  if (months + years === 0) return days === 1 ? 'DAILY' : days === 7 ? 'WEEKLY' : null;
  if (days > 0) return null;
  const all = years * 12 + months;
  return (
    { 1: 'MONTHLY', 2: 'BIMONTHLY', 3: 'QUARTERLY', 6: 'ANNUAL_2', 12: 'ANNUAL', 24: 'BIENNIAL' }[all] ?? null
  );
}
