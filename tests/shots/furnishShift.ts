import { readFileSync } from 'node:fs';
import type { ShiftView } from '../../shared/model/shift.ts';
import { listToRead } from '../../shared/rules/handover.ts';
import type { SignedIn } from '../support/people.ts';
import type { ShotServer } from './servers.ts';
import { shotAt } from './shotClock.ts';

const path = '/api/v1/shifts';
const minute = 60_000;

/** A night that was handed over, and a morning whose sheet waits for the next crew. Leaves the clock at `shotAt`; gives the night's id. */
export async function furnishShift(
  { clock }: Pick<ShotServer, 'clock'>,
  { night, morning, next }: { night: SignedIn; morning: SignedIn; next: SignedIn },
): Promise<string> {
  const ask = async (by: SignedIn, to: string, body: unknown): Promise<ShiftView> => {
    const answer = await by.ask('POST', path + to, body);
    if (!answer.ok) throw new Error(`${to}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as ShiftView;
  };
  const toPath = ({ id }: ShiftView): string => `/${encodeURIComponent(id)}`;
  let count = 0;
  const write = (by: SignedIn, shift: ShiftView, at: number, entry: object): Promise<ShiftView> => {
    clock.set(at);
    count += 1;
    return ask(by, `${toPath(shift)}/entries`, { key: `shots-shift-${count}`, ...entry });
  };
  const handOver = async (by: SignedIn, shift: ShiftView, at: number, note: string): Promise<ShiftView> => {
    clock.set(at);
    const hash = (await ask(by, `${toPath(shift)}/handover`, { note })).handover?.hash ?? '';
    return ask(by, `${toPath(shift)}/handover/sign`, { side: 'outgoing', hash });
  };
  clock.set(shotAt - 460 * minute);
  const first = await ask(night, '', { name: 'Malam' });
  const rain = 'Hujan lebat di hulu Citarum sejak pukul 03.00; pos Muara Gembong dihubungi.';
  await write(night, first, shotAt - 455 * minute, { kind: 'note', text: rain });
  const gate = 'Pintu air Bendung Walahar dibuka 20 cm atas permintaan BBWS Citarum.';
  await write(night, first, shotAt - 454 * minute, { kind: 'decision', text: gate });
  const { handover, since } = await handOver(
    night,
    first,
    shotAt - 453 * minute,
    'Awasi tinggi muka air Muara Gembong.',
  );
  clock.set(shotAt - 452 * minute);
  const read = handover && since ? listToRead(handover.sheet, since) : [];
  const second = await ask(morning, `${toPath(first)}/handover/sign`, {
    side: 'incoming',
    hash: handover?.hash,
    read,
    name: 'Pagi',
  });
  const frozen = 'Peta kecamatan beku di dinding utama';
  clock.set(shotAt - 200 * minute);
  const words = new URLSearchParams({ text: frozen, key: 'shots-picture-1' });
  const picture = new Uint8Array(readFileSync('tests/shots/pictures/ikhtisar.png'));
  await morning.ask('POST', `${path}${toPath(second)}/pictures?${words}`, picture);
  await write(morning, second, shotAt - 190 * minute, {
    kind: 'change',
    text: 'Dinding utama dimuat ulang.',
  });
  await write(morning, second, shotAt - 20 * minute, { kind: 'note', text: 'Pompa 3 berbunyi kasar.' });
  const pump = 'Pompa 4 berbunyi kasar.';
  await write(morning, second, shotAt - 18 * minute, { kind: 'correction', corrects: 4, text: pump });
  clock.set(shotAt - 10 * minute);
  await ask(next, `${toPath(second)}/crew`, { action: 'join' });
  await handOver(morning, second, shotAt - 4 * minute, 'Pompa 4 sedang diperbaiki, hubungi Pak Dedi.');
  clock.set(shotAt);
  return first.id;
}
