import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { desk, openDesk, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';
import { openWall } from './wallPage.ts';

const room = openRoom();

describe('the health of the system itself', () => {
  it('stands on the console with what to do about it, and in the corner of every wall', async () => {
    const admin = await openDesk(room.browser, desk);
    await setUpAdmin(room.server, admin);
    const { page } = admin;
    await page.goto(`${room.server.url}/console/sistem`);
    const backup = page.getByRole('row', { name: /^Cadangan data/ });
    await backup.getByText('belum pernah dibuat di server ini').waitFor();
    await page.getByText('HEARTBEAT_URL=https://…').waitFor();

    const wall = await openWall(room.browser, room.server.url);
    const at = new Date(Date.now() - 48 * 3_600_000).toISOString();
    writeFileSync(join(room.server.dataDir, 'last-backup.json'), JSON.stringify({ at }));
    await backup.getByText('perlu diperiksa').waitFor();
    await backup.getByText(/npm run backup/).waitFor();
    await wall.sees('Simpul perlu diperiksa', 60_000);
    await wall.sees('cadangan data terlambat');

    writeFileSync(
      join(room.server.dataDir, 'last-backup.json'),
      JSON.stringify({ at: new Date().toISOString() }),
    );
    await backup.getByText('baik', { exact: true }).waitFor();
    expect([...admin.faults, ...wall.faults]).toEqual([]);
    await wall.close();
    await admin.context.close();
  });
});
