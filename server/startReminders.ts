import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Settings } from './config/settings.ts';
import type { RecordStore } from './domain/records/recordStore.ts';
import { createReminders } from './domain/timeliness/createReminders.ts';
import { callWebhook } from './notify/callWebhook.ts';
import { createMailer } from './notify/mailer.ts';
import type { Desk } from './openDesk.ts';
import type { LiveRegion } from './regions/liveRegion.ts';

/** Needs of `startReminders`. */
export interface ReminderStartParts {
  readonly region: LiveRegion;
  readonly store: RecordStore;
  readonly desk: Pick<Desk, 'timeliness' | 'calendar'>;
  readonly settings: Pick<Settings, 'smtp' | 'publicUrl'>;
  readonly now: () => number;
  readonly log: Logger;
  /** Told that an agency has a new notice. */
  readonly onNotice: (agency: string) => void;
}

/** Reminders that go on by themselves. */
export interface RunningReminders {
  /** One turn at once; returns how many agencies were reminded. */
  remind(): Promise<number>;
  /** Waits for the turn that is under way. */
  stop(): Promise<void>;
}

/** A delivery that failed is tried again with the next turn. */
const everyMs = 3_600_000;

/** Starts the hourly turn of reminders. */
export function startReminders(parts: ReminderStartParts): RunningReminders {
  const { region, store, desk, settings, now, log } = parts;
  const mailer = settings.smtp ? createMailer(settings.smtp) : null;
  const reminders = createReminders({
    store,
    timeliness: desk.timeliness,
    calendar: desk.calendar,
    agencies: () => region.agencies,
    indicatorName: (id) => region.indicator(id)?.name.id ?? id,
    zone: region.catalogue.region.zone,
    inputUrl: settings.publicUrl ? `${settings.publicUrl}/input` : null,
    now,
    randomId: randomUUID,
    sendMail: mailer ? mailer.send : null,
    callWebhook,
    onNotice: parts.onNotice,
    onFailure: (agency, error) => log.warn({ agency, err: error }, 'a reminder could not be delivered'),
  });
  let running: Promise<number> | null = null;
  const remind = (): Promise<number> => {
    running ??= reminders.remind().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => {
    remind().catch((error: unknown) => log.warn({ err: error }, 'reminders failed'));
  }, everyMs).unref();
  return {
    remind,
    async stop() {
      clearInterval(timer);
      await running?.catch(() => undefined);
      mailer?.stop();
    },
  };
}
