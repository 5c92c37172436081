import { describe, expect, it } from 'vitest';
import { buildSheet, listSince } from '../../../../../server/domain/shifts/buildSheet.ts';
import type { HandoverSources } from '../../../../../server/domain/shifts/handoverSources.ts';
import { handoverSheetSchema } from '../../../../../shared/model/handover.ts';
import type { Shift } from '../../../../../shared/model/shift.ts';
import { budi, buildLine, buildSheetAlarm, buildShift, shiftStart } from '../../../../support/shifts.ts';

const hour = 3_600_000;
const now = shiftStart + 8 * hour;
const failed: string[] = [];
function build(sources: HandoverSources, shift: Shift = buildShift()) {
  return buildSheet(shift, { sources, now, note: 'x', onFailure: (source) => void failed.push(source) });
}
const incident = { id: 'i', title: 'Banjir', state: 'open', since: shiftStart, tasks: [] };

describe('a handover sheet', () => {
  it('says of every source that is not there that it is not, and fits its schema', async () => {
    const sheet = await build({});
    expect(handoverSheetSchema.parse(sheet)).toEqual(sheet);
    const missing = { status: 'unavailable', reason: 'not-connected' };
    for (const name of [
      'alarms',
      'shelves',
      'escalated',
      'incidents',
      'walls',
      'health',
      'links',
      'lateAgencies',
      'changes',
    ] as const)
      expect([name, sheet[name]]).toEqual([name, missing]);
    expect(sheet.numbers).toEqual({ alarms: null, incidents: null, lines: 0, pictures: 0 });
  });

  it('says of a source that failed that it did, and still tells the rest', async () => {
    const fail = () => Promise.reject(new Error('gone'));
    const sheet = await build({ alarms: fail, links: async () => [], counts: fail });
    expect(sheet.alarms).toEqual({ status: 'unavailable', reason: 'failed' });
    expect(sheet.escalated).toEqual({ status: 'unavailable', reason: 'failed' });
    expect(sheet.links).toEqual({ status: 'ok', items: [], more: 0 });
    expect(failed.splice(0)).toEqual(['alarms', 'counts']);
  });

  it('sorts alarms: open by need, shelves that end within 12 hours, escalated ones', async () => {
    const alarms = [
      buildSheetAlarm({ id: 'low', priority: 'low' }),
      buildSheetAlarm({ id: 'urgent', priority: 'urgent', escalatedAt: now - 1 }),
      buildSheetAlarm({ id: 'returned', priority: 'high', state: 'returned', raisedAt: shiftStart + 2 }),
      buildSheetAlarm({
        id: 'high',
        priority: 'high',
        state: 'acknowledged',
        acknowledgedBy: 'Budi',
        raisedAt: shiftStart + 1,
      }),
      buildSheetAlarm({ id: 'soon', state: 'shelved', shelvedUntil: now + 12 * hour }),
      buildSheetAlarm({ id: 'later', state: 'shelved', shelvedUntil: now + 12 * hour + 1 }),
      buildSheetAlarm({ id: 'hidden', state: 'suppressed', escalatedAt: now - 1 }),
    ];
    const sheet = await build({ alarms: async () => alarms });
    const ids = (section: typeof sheet.alarms) =>
      section.status === 'ok' && section.items.map(({ id }) => id);
    expect(ids(sheet.alarms)).toEqual(['urgent', 'high', 'returned', 'low']);
    expect(ids(sheet.shelves)).toEqual(['soon']);
    expect(ids(sheet.escalated)).toEqual(['urgent']);
  });

  it('keeps what was last written to an alarm', async () => {
    const alarms = [
      buildSheetAlarm({ id: 'a', escalatedAt: now - 1, comment: 'pompa dipanggil' }),
      buildSheetAlarm({ id: 'b' }),
    ];
    const sheet = await build({ alarms: async () => alarms });
    expect(sheet.alarms).toMatchObject({ items: [{ comment: 'pompa dipanggil' }, { comment: null }] });
    expect(sheet.escalated).toMatchObject({ items: [{ comment: 'pompa dipanggil' }] });
  });

  it('counts what does not fit', async () => {
    const many = Array.from({ length: 230 }, (_, index) => buildSheetAlarm({ id: `a${index}` }));
    const sheet = await build({ alarms: async () => many });
    expect(sheet.alarms).toMatchObject({ status: 'ok', more: 30 });
  });

  it('holds decisions as they were written, with what stands in their place', async () => {
    const log = [
      buildLine(1, { kind: 'decision', text: 'buka 30 cm', by: budi }),
      buildLine(2, { kind: 'correction', text: 'buka 20 cm', corrects: 1 }),
      buildLine(3, { kind: 'correction', text: 'buka 25 cm', corrects: 2 }),
      buildLine(4, { kind: 'decision', text: 'tutup jalan' }),
    ];
    const { decisions } = await build({}, buildShift({ log }));
    expect(decisions).toMatchObject({
      items: [
        { n: 1, by: 'Budi', text: 'buka 30 cm', correction: 'buka 25 cm' },
        { n: 4, text: 'tutup jalan', correction: null },
      ],
    });
  });

  it('asks for changes and counts of this shift alone', async () => {
    const asked: [number, number][] = [];
    const sheet = await build({
      changes: async (...span) => {
        asked.push(span);
        return [];
      },
      counts: async (...span) => {
        asked.push(span);
        return { alarms: 4, incidents: null };
      },
    });
    expect(asked).toEqual([
      [shiftStart, now],
      [shiftStart, now],
    ]);
    expect(sheet.numbers).toMatchObject({ alarms: 4, incidents: null });
  });
});

describe('what came up since a sheet', () => {
  const log = [
    buildLine(1),
    buildLine(2, { kind: 'handover', step: 'written' }),
    buildLine(3),
    buildLine(4, { kind: 'handover', step: 'outgoing' }),
  ];

  it('is new alarms and incidents, alarms that are over, and lines of people', async () => {
    const old = await build({
      alarms: async () => [buildSheetAlarm({ id: 'a' }), buildSheetAlarm({ id: 'b' })],
      incidents: async () => [],
    });
    const since = await listSince({ log }, old, {
      sources: {
        alarms: async () => [buildSheetAlarm({ id: 'b' }), buildSheetAlarm({ id: 'c' })],
        incidents: async () => [incident],
      },
      onFailure: () => undefined,
    });
    expect(since).toMatchObject({ alarms: [{ id: 'c' }], alarmsOver: 1, incidents: [{ id: 'i' }], lines: 1 });
  });

  it('is not known where the source cannot tell', async () => {
    const sheet = await build({});
    const since = await listSince({ log }, sheet, { sources: {}, onFailure: () => undefined });
    expect(since).toEqual({ alarms: null, alarmsOver: null, incidents: null, lines: 1 });
  });
});
