import type { Agency } from '#shared/model/agency.ts';
import type { Obligation } from '#shared/model/obligation.ts';
import { toZoneOffsetMs } from '#shared/rules/calendar.ts';
import { isWorkingDay, type WorkCalendar } from '#shared/rules/workingDays.ts';
import { toNote } from '../audit/toNote.ts';
import { toSystemActor } from '../people/actor.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { Timeliness } from './createTimeliness.ts';
import { type Mail, type ReminderAbout, type ReminderWords, toReminderText } from './reminderTexts.ts';

/** How far one way of telling has come: `off` where the agency has no such address. */
export type Delivery = 'off' | 'waiting' | 'sent' | 'failed';

/** Body of a `reminder` record; its id is the agency. Instants are epoch milliseconds. */
interface ReminderBody {
  readonly at: number;
  /** What it was about: `indicator|period|state`, so that only something new reminds again. */
  readonly about: readonly string[];
  readonly mail: Delivery;
  readonly webhook: Delivery;
  readonly tries: number;
}

/** Addresses of an agency, as the admin set them. */
interface ContactBody {
  readonly email: string | null;
  readonly webhook: string | null;
}

/** Needs of `createReminders`. */
export interface ReminderParts extends ReminderWords {
  readonly store: RecordStore;
  readonly timeliness: Pick<Timeliness, 'obligationsOf'>;
  readonly agencies: () => readonly Agency[];
  readonly calendar: () => Promise<WorkCalendar>;
  readonly now: () => number;
  readonly randomId: () => string;
  /** Null where no mail server is configured. Throws where the mail did not go. */
  readonly sendMail: ((mail: Mail) => Promise<void>) | null;
  /** Throws where the other side did not take it. */
  readonly callWebhook: (url: string, body: object) => Promise<void>;
  /** Told that an agency has a new notice. */
  readonly onNotice: (agency: string) => void;
  readonly onFailure: (agency: string, error: unknown) => void;
}

/** Reminds agencies of what is late or falls due soon. */
export interface Reminders {
  /** One turn: new reminders in working hours, and deliveries that wait. Returns how many agencies were reminded. */
  remind(): Promise<number>;
}

const hourMs = 3_600_000;
/** Nobody is reminded at night. Hours of the region's day. */
const workingHours = { from: 7, to: 17 } as const;
/** What is still open is said again after a week. */
const againMs = 7 * 24 * hourMs;
/** A server that takes no mail for a day is not asked again for this reminder. */
const maxTries = 24;

const by = toSystemActor('reminder');

/** Builds the use case. A reminder is written down before anything is sent: a crash may send it twice, never forget it. */
export function createReminders(parts: ReminderParts): Reminders {
  return {
    async remind() {
      if (!(await isWorkTime(parts))) return 0;
      let reminded = 0;
      for (const agency of parts.agencies()) {
        const about = await readAbout(agency, parts);
        if (about.late.length + about.soon.length === 0) continue;
        if (await remindAgency(about, parts)) reminded += 1;
      }
      return reminded;
    },
  };
}

async function isWorkTime({ now, zone, calendar }: ReminderParts): Promise<boolean> {
  const at = now();
  const hour = new Date(at + toZoneOffsetMs(at, zone)).getUTCHours();
  if (hour < workingHours.from || hour >= workingHours.to) return false;
  return isWorkingDay(at, await calendar(), zone);
}

async function readAbout(agency: Agency, { timeliness }: ReminderParts): Promise<ReminderAbout> {
  const owed = await timeliness.obligationsOf(agency.code);
  return {
    agency,
    late: owed.filter(({ state }) => state === 'late'),
    soon: owed.filter(({ state }) => state === 'due-soon'),
  };
}

const toKey = ({ indicator, period, state }: Obligation): string => `${indicator}|${period}|${state}`;

async function remindAgency(about: ReminderAbout, parts: ReminderParts): Promise<boolean> {
  const { agency } = about;
  const { store } = parts;
  const before = (await store.getRecord('reminder', agency.code)) as StoredRecord<ReminderBody> | null;
  const isNew = isDue(about, before?.body ?? null, parts.now());
  const body = isNew ? await writeReminder(about, before, parts) : before?.body;
  if (body) await deliver(about, body, parts);
  return isNew;
}

function isDue({ late, soon }: ReminderAbout, before: ReminderBody | null, now: number): boolean {
  if (!before || now - before.at >= againMs) return true;
  const known = new Set(before.about);
  return [...late, ...soon].some((one) => !known.has(toKey(one)));
}

async function writeReminder(
  { agency, late, soon }: ReminderAbout,
  before: StoredRecord<ReminderBody> | null,
  { store, now, randomId, sendMail, onNotice }: ReminderParts,
): Promise<ReminderBody> {
  const at = now();
  const contact = await readContact(agency.code, store);
  const body: ReminderBody = {
    at,
    about: [...late, ...soon].map(toKey),
    mail: contact.email && sendMail ? 'waiting' : 'off',
    webhook: contact.webhook ? 'waiting' : 'off',
    tries: 0,
  };
  const params = { count: late.length + soon.length, late: late.length, soon: soon.length };
  await store.changeRecords(
    [
      { kind: 'reminder', id: agency.code, owner: agency.code, body, expect: before?.version ?? 0 },
      {
        kind: 'notice',
        id: randomId(),
        owner: agency.code,
        body: { kind: 'reminder', at, params, readAt: null },
      },
    ],
    toNote(by, { at, action: 'reminder.create', subject: agency.code, after: params }),
  );
  onNotice(agency.code);
  return body;
}

async function readContact(agency: string, store: RecordStore): Promise<ContactBody> {
  const record = (await store.getRecord('contact', agency)) as StoredRecord<ContactBody> | null;
  return record?.body ?? { email: null, webhook: null };
}

async function deliver(about: ReminderAbout, body: ReminderBody, parts: ReminderParts): Promise<void> {
  if (body.mail !== 'waiting' && body.webhook !== 'waiting') return;
  const { code } = about.agency;
  const contact = await readContact(code, parts.store);
  const mail =
    contact.email && parts.sendMail
      ? await tell(body.mail, body.tries, code, parts, () => sendMail(about, body, contact, parts))
      : toOff(body.mail);
  const webhook = contact.webhook
    ? await tell(body.webhook, body.tries, code, parts, () => callWebhook(about, body, contact, parts))
    : toOff(body.webhook);
  const after: ReminderBody = { ...body, mail, webhook, tries: body.tries + 1 };
  await parts.store.changeRecords(
    [{ kind: 'reminder', id: code, owner: code, body: after }],
    toNote(by, { at: parts.now(), action: 'reminder.deliver', subject: code, after: { mail, webhook } }),
  );
}

/** What waits for an address that is gone was not sent, and will not be. */
function toOff(state: Delivery): Delivery {
  return state === 'waiting' ? 'off' : state;
}

async function tell(
  state: Delivery,
  tries: number,
  agency: string,
  { onFailure }: ReminderParts,
  send: () => Promise<void>,
): Promise<Delivery> {
  if (state !== 'waiting') return state;
  try {
    await send();
    return 'sent';
  } catch (error) {
    onFailure(agency, error);
    return tries + 1 >= maxTries ? 'failed' : 'waiting';
  }
}

async function sendMail(
  about: ReminderAbout,
  { at }: ReminderBody,
  { email }: ContactBody,
  parts: ReminderParts,
): Promise<void> {
  if (!email || !parts.sendMail) return;
  const id = `reminder-${about.agency.code}-${at}`;
  await parts.sendMail({ to: email, id, ...toReminderText(about, parts) });
}

async function callWebhook(
  { agency, late, soon }: ReminderAbout,
  { at }: ReminderBody,
  { webhook }: ContactBody,
  { callWebhook: call }: ReminderParts,
): Promise<void> {
  if (!webhook) return;
  const toItem = ({ indicator, period, dueAt }: Obligation) => ({ indicator, period, dueAt });
  await call(webhook, {
    type: 'simpul.reminder',
    id: `reminder-${agency.code}-${at}`,
    at: new Date(at).toISOString(),
    agency: agency.code,
    late: late.map(toItem),
    soon: soon.map(toItem),
  });
}
