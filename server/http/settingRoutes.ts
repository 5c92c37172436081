import { z } from 'zod';
import type { Agency } from '#shared/model/agency.ts';
import { definitionRequestSchema } from '#shared/model/definition.ts';
import type { IndicatorId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { toNote } from '../domain/audit/toNote.ts';
import type { Definitions } from '../domain/definitions/createDefinitions.ts';
import type { RecordStore } from '../domain/records/recordStore.ts';
import type { HolidayCalendar } from '../domain/timeliness/createCalendar.ts';
import { ProblemError } from './answers.ts';
import { administering, toKnown } from './deskCaller.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the admin's settings. */
export interface SettingRouteParts {
  readonly definitions: Definitions;
  readonly indicators: () => readonly Indicator[];
  readonly holidays: HolidayCalendar;
  readonly store: RecordStore;
  readonly agency: (code: string) => Agency | undefined;
  readonly now: () => number;
}

const calendarRequest = z.strictObject({
  /** Lines `2026-01-01;Tahun Baru 2026 Masehi`. */
  lines: z.string().max(100_000),
  /** Decree that the list is of. */
  source: z.string().trim().min(1).max(200),
});

/** Addresses of an agency for reminders. */
const contactSchema = z.strictObject({
  email: z.email().max(200).nullable(),
  /** Only https: a webhook's address is called with the agency's figures due. */
  webhook: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
});

const faultPlaces = {
  unknown: ['/indicator', 'unknown_indicator'],
  taken: ['/validFrom', 'version_taken'],
  'hidden-sensor': ['/changes/showProvisional', 'hidden_sensor'],
  agency: ['/changes/agency', 'unknown_agency'],
} as const;

/** Definitions of indicators, holidays and addresses of agencies. */
export function createSettingRoutes(parts: SettingRouteParts): RouteDefinition[] {
  return [...createDefinitionRoutes(parts), ...createCalendarRoutes(parts), ...createContactRoutes(parts)];
}

function createDefinitionRoutes({ definitions, indicators }: SettingRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: '/api/v1/admin/indicators',
      access: administering,
      handle(_request, response) {
        const items = indicators().map((indicator) => ({
          indicator,
          versions: definitions.list(indicator.id),
        }));
        response.set('Cache-Control', 'no-store').json({ items });
      },
    },
    {
      method: 'post',
      path: '/api/v1/admin/indicators/:id/versions',
      access: administering,
      body: 'json',
      async handle(request, response, caller) {
        const { validFrom, changes, reason } = readBody(request, definitionRequestSchema);
        const indicator = String(request.params['id']) as IndicatorId;
        const version = { indicator, validFrom: Date.parse(validFrom), changes, reason };
        const fault = await definitions.add(version, toKnown(caller));
        if (fault === 'unknown') throw new ProblemError('not-found');
        if (fault) {
          const [pointer, code] = faultPlaces[fault];
          throw new ProblemError('invalid', [{ pointer, code, params: { given: changes.agency ?? '' } }]);
        }
        response.status(201).json({ items: definitions.list(indicator) });
      },
    },
  ];
}

function createCalendarRoutes({ holidays }: SettingRouteParts): RouteDefinition[] {
  const path = '/api/v1/admin/calendar';
  return [
    {
      method: 'get',
      path,
      access: administering,
      async handle(_request, response) {
        response.set('Cache-Control', 'no-store').json({ items: await holidays.list() });
      },
    },
    {
      method: 'post',
      path,
      access: administering,
      body: 'json',
      async handle(request, response, caller) {
        const { lines, source } = readBody(request, calendarRequest);
        const faults = await holidays.importLines(lines, source, toKnown(caller));
        if (faults.length > 0) {
          throw new ProblemError(
            'invalid',
            faults.map(({ line, code }) => ({ pointer: '/lines', code, params: { line } })),
          );
        }
        response.status(201).json({ items: await holidays.list() });
      },
    },
  ];
}

function createContactRoutes({ store, agency, now }: SettingRouteParts): RouteDefinition[] {
  const path = '/api/v1/admin/contacts/:agency';
  return [
    {
      method: 'get',
      path,
      access: administering,
      async handle(request, response) {
        const record = await store.getRecord('contact', String(request.params['agency']));
        response.set('Cache-Control', 'no-store').json(record?.body ?? { email: null, webhook: null });
      },
    },
    {
      method: 'put',
      path,
      access: administering,
      body: 'json',
      async handle(request, response, caller) {
        const id = String(request.params['agency']);
        if (!agency(id)) throw new ProblemError('not-found');
        const body = readBody(request, contactSchema);
        const before = (await store.getRecord('contact', id))?.body;
        await store.changeRecords(
          [{ kind: 'contact', id, owner: id, body }],
          toNote(toKnown(caller), { at: now(), action: 'contact.set', subject: id, before, after: body }),
        );
        response.json(body);
      },
    },
  ];
}
