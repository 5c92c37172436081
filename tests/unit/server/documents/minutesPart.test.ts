import { expect, it } from 'vitest';
import { toMinutesPart } from '../../../../server/documents/minutesPart.ts';
import type { PackScene } from '../../../../server/domain/packs/packScene.ts';
import { toMinutes } from '../../../../server/domain/packs/toMinutes.ts';
import { region } from '../../../support/desk.ts';
import { attendance, buildSession } from '../../../support/sessionBuilder.ts';

const place = { zone: 'Asia/Jakarta', zoneLabel: 'WIB' };
const openedAt = Date.parse('2026-11-16T07:00:00Z');
const scene = { catalogue: region.catalogue, area: region.area } as unknown as PackScene;

/** What is printed of a session that began on a Monday at 14.00, with one thing of each kind at the end of it. */
function print(endedAt: number): string {
  const [note] = buildSession().notes;
  const [guest] = attendance;
  const session = buildSession({
    ...{ openedAt, endedAt },
    notes: note ? [{ ...note, at: endedAt }] : [],
    polls: [{ text: 'Siap?', ready: 1, of: 1, at: openedAt }],
  });
  const late = guest ? [{ ...guest, joinedAt: endedAt }] : [];
  const minutes = toMinutes({ session, attendance: late, ledBy: null }, scene);
  return JSON.stringify(toMinutesPart(minutes, place));
}

it('says the day with each time that is not of the day on which the session began', () => {
  const text = print(Date.parse('2026-11-17T02:00:00Z'));
  expect(text).toContain('14.00 – 17 Nov 2026 09.00 WIB');
  expect(text).toContain('"17 Nov 2026 09.00"');
  expect(text).toContain('17 Nov 2026 09.00 Rapat dibuka dengan doa');
  expect(text).toContain('"14.00 Siap?');
});

it('says the time alone on one day', () => {
  const text = print(Date.parse('2026-11-16T16:59:00Z'));
  expect(text).toContain('14.00 – 23.59 WIB');
  expect(text).toContain('"23.59"');
  expect(text).toContain('"23.59 Rapat dibuka dengan doa');
});
