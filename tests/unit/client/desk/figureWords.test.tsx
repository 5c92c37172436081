import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FigureNow } from '../../../../client/components/desk/FigureNow.tsx';
import { PackMinutes } from '../../../../client/features/packs/PackMinutes.tsx';
import { LinkedIndicators } from '../../../../client/features/register/LinkedIndicators.tsx';
import { Minutes } from '../../../../client/features/sessions/Minutes.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { rememberLanguage } from '../../../../client/lib/desk/language.ts';
import type { PackScene } from '../../../../server/domain/packs/packScene.ts';
import { toMinutes } from '../../../../server/domain/packs/toMinutes.ts';
import { areaCodeSchema, indicatorIdSchema } from '../../../../shared/model/ids.ts';
import { type LiveRecord, toHttpRecord } from '../../../../shared/model/reading.ts';
import { region } from '../../../support/desk.ts';
import { buildRecord } from '../../../support/liveBuilders.ts';
import { buildSession } from '../../../support/sessionBuilder.ts';

beforeAll(() => {
  rememberLanguage('id');
  return startDeskI18n('id');
});
afterEach(cleanup);

const indicator = indicatorIdSchema.parse('economy-tpt');

/** Text of a part of a page that knows the region and what is the latest of the indicator. */
function read(part: ReactNode, ...latest: readonly Partial<LiveRecord>[]): string {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  client.setQueryData(['catalogue'], region.catalogue);
  const records = latest.map((record) => toHttpRecord(buildRecord({ indicator, ...record })));
  client.setQueryData(['latest', indicator], { at: '2026-11-23T01:00:00.000Z', records });
  const { container } = render(
    <QueryClientProvider client={client}>
      <MemoryRouter>{part}</MemoryRouter>
    </QueryClientProvider>,
  );
  return container.textContent ?? '';
}

describe('a programme beside its indicators', () => {
  const linked = <LinkedIndicators ids={[indicator]} />;

  it('prints no value that was rejected', () => {
    expect(read(linked, { value: 8.78 })).toContain('8,78');
    cleanup();
    const text = read(linked, { value: 8.78, quality: 'bad' });
    expect(text).not.toContain('8,78');
    expect(text).toContain('belum ada data');
  });

  it('says what qualifies a value', () => {
    const text = read(linked, {
      origin: 'estimated',
      quality: 'uncertain',
      period: '2026 sampai sekitar Mei',
    });
    expect(text).toContain('2026 sampai sekitar Mei · taksiran model · sementara · kurang pasti · Test');
    cleanup();
    expect(read(linked, { verification: 'verified' })).not.toMatch(/taksiran|sementara|kurang pasti/);
  });
});

describe('a figure that officials look at', () => {
  const area = areaCodeSchema.parse('32.16');
  const known = { value: 8.78, observedAt: Date.parse('2025-12-31T16:59:59Z') };
  const qualified = {
    origin: 'estimated',
    verification: 'provisional',
    quality: 'uncertain',
    period: '2025 (tahun tidak pasti)',
  } as const;
  const now = { indicator, area, ...known, freshness: 'fresh', source: null } as const;

  it('says its period as printed and what qualifies it', () => {
    expect(read(<FigureNow figure={{ ...now, ...qualified }} />)).toContain(
      '2025 (tahun tidak pasti) · terbaru · taksiran model · sementara · kurang pasti',
    );
    cleanup();
    const plain = { origin: 'published', verification: 'verified', quality: 'good', period: null } as const;
    expect(read(<FigureNow figure={{ ...now, ...plain }} />)).toMatch(/per 2025 · terbaru$/);
  });

  it('says the same in the minutes of a session that decided on it, live and frozen', () => {
    const figure = { indicator, area, ...known, ...qualified };
    const decisions = buildSession()
      .decisions.slice(0, 1)
      .map((one) => ({ ...one, figure }));
    const session = buildSession({ decisions });
    expect(read(<Minutes session={session} attendance={[]} />)).toContain(
      '8,78 % (2025 (tahun tidak pasti)) · taksiran model · sementara · kurang pasti',
    );
    cleanup();
    const scene = { catalogue: region.catalogue, area: region.area } as unknown as PackScene;
    const frozen = toMinutes({ session, attendance: [], ledBy: null }, scene);
    expect(read(<PackMinutes minutes={frozen} zone="Asia/Jakarta" />)).toContain(
      '8,78 % (2025 (tahun tidak pasti)) · sementara · perkiraan model · mutu diragukan',
    );
  });
});

describe('the minutes of a session over midnight', () => {
  it('say the day with each time that is not of the day on which it began', () => {
    const session = buildSession({
      openedAt: Date.parse('2026-11-16T07:00:00Z'),
      polls: [],
      notes: [
        { text: 'Mulai', at: Date.parse('2026-11-16T07:00:00Z'), by: { id: 'user:sari', name: 'Sari' } },
        { text: 'Selesai', at: Date.parse('2026-11-17T02:00:00Z'), by: { id: 'user:sari', name: 'Sari' } },
      ],
    });
    const text = read(<Minutes session={session} attendance={[]} />);
    expect(text).toContain('14.00 Mulai');
    expect(text).not.toContain('2026 14.00 Mulai');
    expect(text).toContain('17 Nov 2026 09.00 Selesai');
  });
});
