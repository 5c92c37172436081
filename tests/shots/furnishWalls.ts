import { hashState } from '../../shared/delta/stateHash.ts';
import type { SignedIn } from '../support/people.ts';
import { buildProof, openWallSocket, pairWall } from '../support/walls.ts';
import type { ShotServer } from './servers.ts';

const proofMs = 3_000;

/** Three walls at the desk: one that does well, one that stands still and one whose connection broke. Returns what ends them. */
export async function furnishWalls({ running, url }: ShotServer, operator: SignedIn): Promise<() => void> {
  const open = async (name: string) => openWallSocket(url, await pairWall(url, operator, name));
  const [good, stuck, gone] = [await open('dinding-utama'), await open('dinding-kiri'), await open('lobi')];
  const path = '/api/v1/walls/dinding-utama';
  await operator.ask('POST', `${path}/message`, {
    text: 'Rapat koordinasi banjir pukul 15.00',
    tone: 'watch',
    seconds: 3_600,
  });
  await operator.ask('POST', `${path}/show`, {
    view: { scene: 'pilar', pillar: 'environment' },
    seconds: 900,
  });
  let frames = 600;
  const prove = (): void => {
    const { epoch, seq } = running.liveState;
    const hash = hashState({
      records: [...running.liveState.listChanges()].map(({ record }) => record),
      events: running.liveState.listEvents().map(({ event }) => event),
      feeds: running.liveState.listFeeds().map(({ feed }) => feed),
      alarms: running.liveState.listAlarms(),
    });
    frames += 3;
    const counts = { fresh: 60, due: 8, late: 28, none: 25 };
    const held = { epoch, seq, hash, counts };
    good.socket.emit(
      'wall:proof',
      buildProof({ ...held, frames, view: { scene: 'pilar', pillar: 'environment' } }),
    );
    stuck.socket.emit('wall:proof', buildProof({ ...held, frames: 412, painted: 48_000, errors: 3 }));
  };
  prove();
  gone.close();
  const timer = setInterval(prove, proofMs);
  return () => {
    clearInterval(timer);
    good.close();
    stuck.close();
  };
}
