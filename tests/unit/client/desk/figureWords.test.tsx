import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LinkedIndicators } from '../../../../client/features/register/LinkedIndicators.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { indicatorIdSchema } from '../../../../shared/model/ids.ts';
import { type LiveRecord, toHttpRecord } from '../../../../shared/model/reading.ts';
import { region } from '../../../support/desk.ts';
import { buildRecord } from '../../../support/liveBuilders.ts';

beforeAll(() => startDeskI18n('id'));
afterEach(cleanup);

const indicator = indicatorIdSchema.parse('economy-tpt');

/** Text of a part of a page that knows the region and what is the latest of the indicator. */
function read(part: ReactNode, ...latest: readonly Partial<LiveRecord>[]): string {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  client.setQueryData(['catalogue'], region.catalogue);
  const records = latest.map((record) => toHttpRecord(buildRecord({ indicator, ...record })));
  client.setQueryData(['latest', indicator], { at: '2026-11-23T01:00:00.000Z', records });
  const { container } = render(<QueryClientProvider client={client}>{part}</QueryClientProvider>);
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
});
