import {
  type HandoverSheet,
  maxSheetItems,
  type SheetAlarm,
  type SheetDecision,
  type SheetSection,
  type SinceSheet,
} from '#shared/model/handover.ts';
import type { LogLine, Shift } from '#shared/model/shift.ts';
import { findStanding, listOnDuty, toCorrections } from '#shared/rules/shiftAt.ts';
import type { HandoverSources } from './handoverSources.ts';

const shelfHours = 12;
const openStates: readonly string[] = ['unacknowledged', 'acknowledged', 'returned'];
const priorities: readonly string[] = ['urgent', 'high', 'medium', 'low'];

/** What one source said. */
type Told<Item> = { readonly items: readonly Item[] } | { readonly reason: 'not-connected' | 'failed' };

/** Needs of `buildSheet` beside the shift. */
export interface SheetParts {
  readonly sources: HandoverSources;
  readonly now: number;
  readonly note: string;
  /** Told what a source failed with; the sheet itself only says that it did. */
  readonly onFailure: (source: string, error: unknown) => void;
}

/** Writes a sheet out of what the room knows now. */
export async function buildSheet(shift: Shift, parts: SheetParts): Promise<HandoverSheet> {
  const { sources, now, note, onFailure } = parts;
  const from = shift.startedAt;
  const read = <Item>(name: string, ask: (() => Promise<readonly Item[]>) | undefined): Promise<Told<Item>> =>
    readSource(name, ask, onFailure);
  const { changes, counts } = sources;
  const [alarms, incidents, walls, health, late, links, changed, counted] = await Promise.all([
    read('alarms', sources.alarms),
    read('incidents', sources.incidents),
    read('walls', sources.walls),
    read('health', sources.health),
    read('lateAgencies', sources.lateAgencies),
    read('links', sources.links),
    read('changes', changes && (() => changes(from, now))),
    read('counts', counts && (async () => [await counts(from, now)])),
  ]);
  const numbers = 'items' in counted ? counted.items[0] : undefined;
  return {
    shift: shift.id,
    at: now,
    from,
    lead: shift.leads.at(-1)?.name ?? '',
    crew: listOnDuty(shift.crew, now).map(({ name }) => name),
    note,
    ...toAlarmSections(alarms, now),
    shelfHours,
    incidents: toSection(incidents),
    walls: toSection(walls),
    health: toSection(health),
    lateAgencies: toSection(late),
    links: toSection(links),
    changes: toSection(changed),
    decisions: toSection({ items: listDecisions(shift.log) }),
    numbers: {
      alarms: numbers?.alarms ?? null,
      incidents: numbers?.incidents ?? null,
      lines: shift.log.length,
      pictures: shift.log.filter(({ picture }) => picture !== null).length,
    },
  };
}

/** What came up since a sheet was frozen. */
export async function listSince(
  shift: Pick<Shift, 'log'>,
  sheet: HandoverSheet,
  { sources, onFailure }: Pick<SheetParts, 'sources' | 'onFailure'>,
): Promise<SinceSheet> {
  const [alarms, incidents] = await Promise.all([
    readSource('alarms', sources.alarms, onFailure),
    readSource('incidents', sources.incidents, onFailure),
  ]);
  const openNow = 'items' in alarms ? alarms.items.filter(isOpen).sort(byNeed) : null;
  const known = new Set(sheet.alarms.status === 'ok' ? sheet.alarms.items.map(({ id }) => id) : []);
  const knownIncidents = new Set(
    sheet.incidents.status === 'ok' ? sheet.incidents.items.map(({ id }) => id) : [],
  );
  const still = new Set(openNow?.map(({ id }) => id));
  return {
    alarms: openNow?.filter(({ id }) => !known.has(id)).slice(0, maxSheetItems) ?? null,
    alarmsOver: openNow ? [...known].filter((id) => !still.has(id)).length : null,
    incidents:
      'items' in incidents
        ? incidents.items.filter(({ id }) => !knownIncidents.has(id)).slice(0, maxSheetItems)
        : null,
    lines: countSince(shift.log),
  };
}

/** Lines after the one that tells of the sheet, its signatures left out. */
function countSince(log: readonly LogLine[]): number {
  const written = log.findLastIndex(({ step }) => step === 'written');
  return log.slice(written + 1).filter(({ kind }) => kind !== 'handover').length;
}

async function readSource<Item>(
  name: string,
  ask: (() => Promise<readonly Item[]>) | undefined,
  onFailure: SheetParts['onFailure'],
): Promise<Told<Item>> {
  if (!ask) return { reason: 'not-connected' };
  try {
    return { items: await ask() };
  } catch (error) {
    onFailure(name, error);
    return { reason: 'failed' };
  }
}

function toSection<Item>(told: Told<Item>): SheetSection<Item> {
  if ('reason' in told) return { status: 'unavailable', reason: told.reason };
  const items = told.items.slice(0, maxSheetItems);
  return { status: 'ok', items, more: told.items.length - items.length };
}

function toAlarmSections(
  told: Told<SheetAlarm>,
  now: number,
): Pick<HandoverSheet, 'alarms' | 'shelves' | 'escalated'> {
  const pick = (wanted: (alarm: SheetAlarm) => boolean): SheetSection<SheetAlarm> =>
    toSection('reason' in told ? told : { items: told.items.filter(wanted).sort(byNeed) });
  const shelfEnd = now + shelfHours * 3_600_000;
  return {
    alarms: pick(isOpen),
    shelves: pick(({ state, shelvedUntil }) => state === 'shelved' && (shelvedUntil ?? 0) <= shelfEnd),
    escalated: pick((alarm) => isOpen(alarm) && alarm.escalatedAt !== null),
  };
}

function isOpen({ state }: SheetAlarm): boolean {
  return openStates.includes(state);
}

/** Most urgent first, then the one that stands longest. */
function byNeed(a: SheetAlarm, b: SheetAlarm): number {
  return priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || a.raisedAt - b.raisedAt;
}

function listDecisions(log: readonly LogLine[]): SheetDecision[] {
  const corrections = toCorrections(log);
  return log
    .filter(({ kind }) => kind === 'decision')
    .map(({ n, at, by, text }) => ({
      n,
      at,
      by: by.name,
      text,
      correction: findStanding(n, corrections)?.text ?? null,
    }));
}
