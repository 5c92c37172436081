import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UnsentLines, WaitingLines } from '../../../../client/components/desk/WaitingLines.tsx';
import { ProblemError } from '../../../../client/connection/desk/request.ts';
import { type SendQueue, useSendQueue } from '../../../../client/hooks/desk/useSendQueue.ts';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

let queue: SendQueue;
let client: QueryClient;
/** Answers to what was sent, in the order in which it went out. */
let sent: { readonly text: string; take(): void; fail(): void; refuse(status?: number): void }[];
/** Queues outlive what a test renders: each test has its own log. */
let log = 0;

function Log() {
  const input = useRef<HTMLInputElement>(null);
  queue = useSendQueue(`log ${log}`);
  return (
    <>
      <input ref={input} />
      <WaitingLines queue={queue} input={input} />
    </>
  );
}

function show(isFormThere = true): void {
  render(
    <QueryClientProvider client={client}>
      {isFormThere ? <Log /> : <UnsentLines log={`log ${log}`} />}
    </QueryClientProvider>,
  );
}

function signIn(id: string): void {
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(['me'], { user: { id, role: 'operator' }, can: [] });
}

beforeEach(async () => {
  sent = [];
  log += 1;
  signIn('ani');
  await startDeskI18n('id');
  show();
});
afterEach(cleanup);

function add(...texts: readonly string[]): Promise<void> {
  return act(async () => {
    for (const text of texts) {
      const send = () =>
        new Promise<void>((resolve, reject) => {
          const refuse = (status = 422): void =>
            reject(
              new ProblemError({ type: 'about:blank', title: 'Salah', status, detail: `tidak: ${text}` }),
            );
          sent.push({ text, take: resolve, fail: () => reject(new Error('no')), refuse });
        });
      queue.add({ key: text, text, send });
    }
  });
}

const listShown = (): string[] => screen.queryAllByText(/Belum tercatat/).map((line) => line.textContent);
const listSent = (): string[] => sent.map(({ text }) => text);
const answer = (n: number, how: 'take' | 'fail') => act(async () => sent[n]?.[how]());
const refuse = (n: number, status?: number) => act(async () => sent[n]?.refuse(status));
const press = (name: string) =>
  act(async () => {
    const button = screen.getByRole('button', { name });
    button.focus();
    fireEvent.click(button);
  });
const isAskedOnLeave = (): boolean => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

it('shows what is on its way, and sends one after the other', async () => {
  await add('a', 'b');
  expect(listShown()).toEqual(['Belum tercatat: “a”', 'Belum tercatat: “b”']);
  expect(listSent()).toEqual(['a']);
  await answer(0, 'take');
  expect(listShown()).toEqual(['Belum tercatat: “b”']);
  await answer(1, 'take');
  expect(listShown()).toEqual([]);
});

it('keeps a line that did not arrive before those behind it until it is sent again or dropped', async () => {
  await add('a', 'b', 'c');
  await answer(0, 'fail');
  expect(screen.getByRole('alert').textContent).toContain('Belum tercatat: “c”');
  expect(sent).toHaveLength(1);
  await press('Coba lagi');
  await answer(1, 'fail');
  await press('Buang baris pertama');
  expect(listSent()).toEqual(['a', 'a', 'b']);
  await answer(2, 'take');
  await answer(3, 'fail');
  await press('Buang');
  expect(listShown()).toEqual([]);
  expect(sent).toHaveLength(4);
});

it('holds nothing back behind a refused line, which stays with its reason until it is dropped', async () => {
  await add('a', 'b', 'c');
  await refuse(0);
  expect(listSent()).toEqual(['a', 'b']);
  const told = screen.getByRole('alert');
  expect(told.textContent).toContain('tidak: a');
  expect(told.textContent).toContain('Belum tercatat: “a”');
  expect(told.textContent).not.toContain('“b”');
  await answer(1, 'take');
  await press('Buang');
  expect(listShown()).toEqual(['Belum tercatat: “c”']);
  await answer(2, 'take');
  expect(listShown()).toEqual([]);
});

it('sends a refused line again where someone asks for it', async () => {
  await add('a');
  await refuse(0);
  await press('Coba lagi');
  expect(listSent()).toEqual(['a', 'a']);
  await answer(1, 'take');
  expect(listShown()).toEqual([]);
});

it.each([401, 429, 503])('takes an answer %i for no refusal', async (status) => {
  await add('a', 'b');
  await refuse(0, status);
  expect(listSent()).toEqual(['a']);
  await press('Buang baris pertama');
  await answer(1, 'take');
});

it('goes on when its form is gone, and shows what waits to the next one', async () => {
  await add('a', 'b', 'c');
  cleanup();
  await answer(0, 'take');
  expect(listSent()).toEqual(['a', 'b']);
  await answer(1, 'fail');
  show();
  expect(screen.getByRole('alert').textContent).toContain('Belum tercatat: “b”');
  expect(listShown()).toHaveLength(2);
  await press('Coba lagi');
  await answer(2, 'take');
  await answer(3, 'take');
  expect(listSent()).toEqual(['a', 'b', 'b', 'c']);
  expect(listShown()).toEqual([]);
});

it('tells of what waits also where no line can be typed, to nobody but who typed it', async () => {
  await add('a');
  cleanup();
  await refuse(0);
  show(false);
  expect(screen.getByRole('alert').textContent).toContain('tidak: a');
  cleanup();
  signIn('budi');
  show(false);
  expect(listShown()).toEqual([]);
  cleanup();
  signIn('ani');
  show(false);
  await press('Buang');
  expect(listShown()).toEqual([]);
});

it('has the page asked for before it is left while anything waits, form or not', async () => {
  expect(isAskedOnLeave()).toBe(false);
  await add('a');
  cleanup();
  expect(isAskedOnLeave()).toBe(true);
  await answer(0, 'take');
  expect(isAskedOnLeave()).toBe(false);
});

it('keeps the focus on the button until it is settled, and gives it to the line then', async () => {
  await add('a');
  await answer(0, 'fail');
  await press('Coba lagi');
  const button = screen.getByRole('button', { name: 'Coba lagi' });
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Buang' }));
  expect(listShown()).toEqual(['Belum tercatat: “a”']);
  await answer(1, 'take');
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
  screen.getByRole('textbox').blur();
  await add('b');
  await answer(2, 'take');
  expect(document.activeElement).toBe(document.body);
});

it('gives the focus to the line when one is dropped', async () => {
  await add('a');
  await refuse(0);
  await press('Buang');
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});

it('takes no more than can wait', async () => {
  await add(...Array.from({ length: 20 }, (_, n) => `line ${n}`));
  expect(queue.add({ key: 'more', text: 'more', send: async () => undefined })).toBe(false);
  expect(listShown()).toHaveLength(20);
});
