import { toSystemActor } from '../../server/domain/people/actor.ts';
import { pushReadings } from '../support/api.ts';
import { pause } from '../support/pause.ts';
import type { SignedIn } from '../support/people.ts';
import { buildRiverRule } from '../support/riverRule.ts';
import type { ShotServer } from './servers.ts';
import { shotAt } from './shotClock.ts';

const indicator = 'environment-river-level';
const minuteMs = 60_000;

const rule = buildRiverRule({
  meaning: {
    id: 'Muka air di pos ini melampaui batas siaga yang dipasang untuk gambar ini.',
    en: 'The level at this post passed the limit that was set for this picture.',
  },
  action: {
    id: 'Bandingkan dengan pos di hulu, kabari kecamatan di hilir, dan buat kejadian bila air naik terus.',
    en: 'Compare with the post upstream, tell the areas downstream, and open an incident if it keeps rising.',
  },
  contact: { id: 'Dinas SDABMBK, piket sungai; lalu BPBD.', en: 'The river watch of DSDABMBK; then BPBD.' },
});

interface Listed {
  readonly items: readonly { readonly id: string; readonly rule: string; readonly text: string | null }[];
  readonly crew: readonly { readonly id: string; readonly name: string }[];
}

async function list(who: SignedIn): Promise<Listed> {
  return (await (await who.ask('GET', '/api/v1/alarms')).json()) as Listed;
}

/** An hour of a busy shift: alarms in every state, all of it through the public interface. */
export async function furnishAlarms(
  { url, clock, running }: ShotServer,
  admin: SignedIn,
  operator: SignedIn,
): Promise<void> {
  await admin.ask('PUT', '/api/v1/alarms/rules/river-high', { version: 0, rule });
  const agency = running.region.agencies.find(({ code }) => code === 'dsdabmbk');
  if (!agency) throw new Error('the pack has no dsdabmbk');
  const wanted = { agency: agency.code, scopes: ['readings:write'] as const, name: 'shots' };
  const { secret } = await running.tokens.create(wanted, toSystemActor('shots'));
  const levels = (values: Record<string, number>) =>
    pushReadings(
      url,
      secret,
      Object.entries(values).map(([area, value]) => ({
        indicator,
        area,
        value,
        observedAt: new Date(clock.now()).toISOString(),
      })),
    );
  const raise = (text: string, priority: string, severity: string, area: string | null) =>
    operator.ask('POST', '/api/v1/alarms', { text, priority, severity, area });
  const act = async (body: Record<string, unknown>, text: string) => {
    const { items } = await list(operator);
    const ids = items.filter((alarm) => alarm.text?.startsWith(text)).map(({ id }) => id);
    await operator.ask('POST', '/api/v1/alarms/actions', { ...body, ids });
  };
  clock.set(shotAt - 41 * minuteMs);
  await raise('Listrik padam di pusat data cadangan', 'high', 'major', null);
  await raise('Lampu lalu lintas simpang SGC mati', 'low', 'minor', '32.16.10');
  await levels({ '32.16': 322 });
  await waitForRivers(operator, 1);
  clock.set(shotAt - 12 * minuteMs);
  await levels({ '32.16': 210, '32.16.09': 341, '32.16.18': 312 });
  await waitForRivers(operator, 3);
  await act({ action: 'acknowledge', comment: 'Genset menyala, PLN sudah ditelepon' }, 'Listrik');
  const { crew } = await list(operator);
  await act({ action: 'assign', to: crew[0]?.id ?? null }, 'Listrik');
  await act({ action: 'shelve', minutes: 30, comment: 'Menunggu Dishub' }, 'Lampu');
  clock.set(shotAt - 4 * minuteMs);
  await raise('Pohon tumbang di Jalan Industri', 'medium', 'minor', '32.16.09');
  await operator.ask('POST', '/api/v1/alarms/rules/agency-late/service', {
    outOfService: true,
    reason: 'Masa pengisian awal',
    until: new Date(shotAt + 86_400_000).toISOString(),
  });
  clock.set(shotAt);
}

/** Limits are looked at a moment after the figures came in. */
async function waitForRivers(who: SignedIn, count: number): Promise<void> {
  const endsAt = performance.now() + 20_000;
  while (performance.now() < endsAt) {
    const { items } = await list(who);
    if (items.filter((alarm) => alarm.rule === rule.id).length >= count) return;
    await pause(50);
  }
  throw new Error('the rivers raised no alarm');
}
