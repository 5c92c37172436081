import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { obeyParent } from '../../../../client/connection/past/openPast.ts';
import type { TimeCommand } from '../../../../client/connection/past/timeMessages.ts';

type Asked =
  | { readonly do: 'go'; readonly at: number }
  | { readonly do: 'present' }
  | { readonly do: 'pause' };

const part = vi.hoisted(() => ({
  /** Ends the load of the part that steers; null once it is there. */
  arrive: null as (() => void) | null,
  pastControl: { goTo: vi.fn(), play: vi.fn(), pause: vi.fn() },
}));
vi.mock('../../../../client/connection/loadPart.ts', () => {
  const loading = new Promise<void>((resolve) => {
    part.arrive = resolve;
  });
  return { loadPart: () => loading.then(() => part) };
});

const parent = { postMessage: () => undefined };
let stop: () => void;

beforeEach(() => {
  Object.defineProperty(window, 'parent', { value: parent, configurable: true });
  stop = obeyParent();
});
afterEach(() => {
  stop();
  Object.defineProperty(window, 'parent', { value: window, configurable: true });
});

function ask(asked: Asked): void {
  const data: TimeCommand = { kind: 'simpul:time', ...asked };
  const source = parent as unknown as Window;
  window.dispatchEvent(new MessageEvent('message', { origin: location.origin, source, data }));
}

it('goes nowhere once the present was asked for, however late the part that steers comes', async () => {
  ask({ do: 'go', at: 1_000 });
  ask({ do: 'present' });
  ask({ do: 'go', at: 2_000 });
  ask({ do: 'pause' });
  part.arrive?.();
  await vi.waitFor(() => expect(part.pastControl.pause).toHaveBeenCalledOnce());
  expect(part.pastControl.goTo.mock.calls).toEqual([[2_000]]);
});
