import type { SignedIn } from '../support/people.ts';
import { shotAt } from './shotClock.ts';

const path = '/api/v1/incidents';
const hand = { kind: 'hand', id: null };

/** Opens three incidents and works the worst of them; returns its id. */
export async function workIncident(operator: SignedIn): Promise<string> {
  let count = 0;
  const send = async (where: string, body: object): Promise<string> => {
    count += 1;
    const answer = await operator.ask('POST', where, { key: `shots-${count}-incident`, ...body });
    if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { incident: { id: string } }).incident.id;
  };
  const open = (title: string, kind: string, severity: string, place: object, text: string | null = null) =>
    send(path, { origin: hand, title, kind, severity, place, text });
  await open('Pohon tumbang, satu lajur tertutup', 'traffic', 'minor', {
    area: '32.16.19',
    point: [107.12, -6.34],
    text: null,
  });
  await open('Listrik padam di pasar', 'utility', 'major', { area: '32.16.01', point: null, text: null });
  const place = { area: '32.16.18', point: [107.0371, -6.3688], text: 'depan Pasar Setu' };
  const text = 'Laporan warga lewat 112: air masuk rumah, 40 cm.';
  const id = await open('Banjir di Jalan Raya Setu', 'flood', 'critical', place, text);
  const due = (minutes: number): string => new Date(shotAt + minutes * 60_000).toISOString();
  for (const entry of [
    { kind: 'state', state: 'handled' },
    { kind: 'lead', to: operator.id },
    { kind: 'task', text: 'Kirim perahu karet dan dua petugas', owner: 'BPBD', dueAt: due(45) },
    { kind: 'task', text: 'Tutup Jalan Raya Setu di dua ujung', owner: 'Dishub', dueAt: due(-20) },
    { kind: 'person', name: 'Dewi Lestari', role: 'BPBD, komandan lapangan', phone: '0812-0000-1111' },
    { kind: 'note', text: 'Air naik dari 40 ke 55 cm; warga RT 03 mulai mengungsi ke balai desa.' },
  ])
    await send(`${path}/${id}/entries`, entry);
  return id;
}
