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
  const figures = [{ indicator, value: 3.28, observedAt: 100, origin }];
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
