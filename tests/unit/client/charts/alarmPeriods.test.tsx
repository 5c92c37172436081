import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useAlarmPeriods } from '../../../../client/features/charts/useAlarmPeriods.ts';
import { liveStore } from '../../../../client/stores/liveStore.ts';

const now = Date.UTC(2026, 10, 28, 7);
const hourMs = 3_600_000;

interface Asked {
  readonly query: URLSearchParams;
  answer(from: number, to: number | null): Promise<void>;
  refuse(): Promise<void>;
}
let asked: Asked[];

const goTo = (pastAt: number | null) => act(async () => liveStore.setState({ pastAt }));
const at = (parameter: string, index = asked.length - 1) =>
  Date.parse(asked[index]?.query.get(parameter) ?? '');

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (address: string) => {
    const query = new URLSearchParams(address.split('?')[1]);
    return new Promise((resolve) => {
      const give = (response: Response) => act(async () => resolve(response));
      asked.push({
        query,
        answer: (from, to) => {
          const items = [{ from, to, state: 'unacknowledged', severity: 'major' }];
          return give(new Response(JSON.stringify({ isWhole: true, items })));
        },
        refuse: () => give(new Response(null, { status: 503 })),
      });
    });
  });
});

afterEach(async () => {
  cleanup();
  await goTo(null);
  vi.unstubAllGlobals();
});

function show(area = '32.16') {
  const seen: number[] = [];
  const { result, rerender } = renderHook(
    (props: { area: string }) => {
      const periods = useAlarmPeriods('environment-pm25', props.area, 24 * hourMs);
      seen.push(periods.items.length);
      return periods;
    },
    { initialProps: { area } },
  );
  const spans = () => result.current.items.map(({ from, to }) => [from, to]);
  return { seen, spans, rerender };
}

it('shows no times in alarm of another series, in no frame', async () => {
  const { seen, spans, rerender } = show('32.16');
  await asked[0]?.answer(now - hourMs, null);
  expect(spans()).toEqual([[now - hourMs, null]]);
  const before = seen.length;
  await act(async () => rerender({ area: '32.16.01' }));
  expect(seen.length).toBeGreaterThan(before);
  expect(seen.slice(before)).not.toContain(1);
  await asked[0]?.answer(now - hourMs, null);
  expect(spans()).toEqual([]);
  await asked[1]?.answer(now - 2 * hourMs, now - hourMs);
  expect(spans()).toEqual([[now - 2 * hourMs, now - hourMs]]);
});

it('asks for what was known at the instant shown, up to it', async () => {
  await goTo(now - 48 * hourMs);
  const { spans } = show();
  expect([at('from'), at('to')]).toEqual([now - 72 * hourMs, now - 48 * hourMs]);
  // Nobody knew then that it would end.
  await asked[0]?.answer(now - 50 * hourMs, now - 40 * hourMs);
  expect(spans()).toEqual([[now - 50 * hourMs, null]]);
});

it('keeps forward what is known, and takes away what was not known yet', async () => {
  await goTo(now - 4 * hourMs);
  const { spans } = show();
  await asked[0]?.answer(now - 5 * hourMs, null);
  await goTo(now - 3 * hourMs);
  expect(spans()).toHaveLength(1);
  await goTo(now - 8 * hourMs);
  expect(spans()).toEqual([]);
  expect(at('to')).toBe(now - 8 * hourMs);
});

it('draws nothing that could not be read again', async () => {
  await goTo(now - 4 * hourMs);
  const { spans } = show();
  await asked[0]?.answer(now - 5 * hourMs, null);
  await goTo(now - 3 * hourMs);
  await asked[1]?.refuse();
  expect(spans()).toEqual([]);
});
