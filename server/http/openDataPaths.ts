import { z } from 'zod';
import { openDatasetSchema, openFigureSchema, openListSchema } from '#shared/model/openData.ts';

const id = { id: z.string() };
const span = {
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
};
const entity = z.looseObject({ id: z.string(), type: z.literal('KeyPerformanceIndicator') });
const row = z.object({
  area: z.string(),
  areaName: z.string(),
  observedAt: z.iso.datetime(),
  period: z.string().nullable(),
  value: z.number().nullable(),
  origin: z.string(),
  quality: z.string(),
  state: z.string(),
  source: z.string().nullable().describe('null where values come by the thousand'),
  note: z.string().nullable(),
});

/** The readable part of open data in the document of the interface. */
export const openDataPaths = [
  { path: '/open/datasets', summary: 'Open data sets: approved figures alone', schema: openListSchema },
  {
    path: '/open/datasets/{id}',
    summary: 'One open data set with its metadata (MS-Ind) and newest figures',
    schema: z.object({ dataset: openDatasetSchema, figures: z.array(openFigureSchema) }),
    params: id,
  },
  {
    path: '/open/datasets/{id}/data.json',
    summary: 'Every open figure of a data set; as CSV under data.csv',
    schema: z.object({ dataset: openDatasetSchema, rows: z.array(row) }),
    params: id,
    query: span,
  },
  { path: '/open/catalog.jsonld', summary: 'The catalogue by DCAT-AP', schema: z.looseObject({}) },
  {
    path: '/open/ngsi-ld/entities',
    summary: 'Open figures as key performance indicators of NGSI-LD',
    schema: z.array(entity),
    query: {
      type: z.literal('KeyPerformanceIndicator').optional(),
      limit: z.int().min(1).max(1_000).optional(),
      offset: z.int().min(0).optional(),
    },
  },
  { path: '/open/ngsi-ld/entities/{id}', summary: 'One of them', schema: entity, params: id },
] as const;
