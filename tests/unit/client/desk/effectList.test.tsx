import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { EffectList } from '../../../../client/features/assistance/EffectList.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { indicatorIdSchema } from '../../../../shared/model/ids.ts';
import type { Origin } from '../../../../shared/model/reading.ts';
import { buildRecommendation } from '../../../support/officialBuilders.ts';

beforeAll(() => startDeskI18n('id'));
afterEach(cleanup);

const indicator = indicatorIdSchema.parse('governance-spbe');

function show(origin: Origin) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  const kept = { origin, verification: 'provisional', quality: 'uncertain', period: 'Jan-Agu 2025' } as const;
  const figures = [{ indicator, value: 3.28, observedAt: 100, ...kept }];
  render(
    <QueryClientProvider client={client}>
      <EffectList recommendation={buildRecommendation({ figures })} figures={[]} />
    </QueryClientProvider>,
  );
}

it('says SIMULASI of a figure of then that is simulated, and of no other', () => {
  show('simulated');
  screen.getByText('SIMULASI');
  cleanup();
  show('published');
  expect(screen.queryByText('SIMULASI')).toBeNull();
  screen.getByText(/3,28/);
});

it('says of a figure of then its period as printed, and what qualifies it', () => {
  show('estimated');
  screen.getByText('Jan-Agu 2025 · taksiran model · sementara · kurang pasti');
});
