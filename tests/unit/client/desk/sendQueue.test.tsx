import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WaitingLines } from '../../../../client/components/desk/WaitingLines.tsx';
import { type SendQueue, useSendQueue } from '../../../../client/hooks/desk/useSendQueue.ts';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

let queue: SendQueue;
/** Answers to what was sent, in the order in which it went out. */
let sent: { readonly text: string; take(): void; refuse(): void }[];

function Log() {
  queue = useSendQueue();
  return <WaitingLines queue={queue} />;
}

beforeEach(async () => {
  sent = [];
  await startDeskI18n('id');
  render(<Log />);
});
afterEach(cleanup);

function add(...texts: readonly string[]): Promise<void> {
  return act(async () => {
    for (const text of texts) {
      const send = () =>
        new Promise<void>((resolve, reject) => {
          sent.push({ text, take: resolve, refuse: () => reject(new Error('no')) });
        });
      queue.add({ key: text, text, send });
    }
  });
}

const listShown = (): string[] => screen.queryAllByText(/Belum tercatat/).map((line) => line.textContent);
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

it('shows what is on its way, and sends one after the other', async () => {
  await add('a', 'b');
  expect(listShown()).toEqual(['Belum tercatat: “a”', 'Belum tercatat: “b”']);
  expect(sent.map(({ text }) => text)).toEqual(['a']);
  await act(async () => sent[0]?.take());
  expect(listShown()).toEqual(['Belum tercatat: “b”']);
  await act(async () => sent[1]?.take());
  expect(listShown()).toEqual([]);
});

it('keeps a refused line before those behind it until it is sent again or dropped', async () => {
  await add('a', 'b', 'c');
  await act(async () => sent[0]?.refuse());
  expect(screen.getByRole('alert').textContent).toContain('Belum tercatat: “c”');
  expect(sent).toHaveLength(1);
  await press('Coba lagi');
  await act(async () => sent[1]?.refuse());
  await press('Buang baris pertama');
  expect(sent.map(({ text }) => text)).toEqual(['a', 'a', 'b']);
  await act(async () => sent[2]?.take());
  await act(async () => sent[3]?.refuse());
  await press('Buang');
  expect(listShown()).toEqual([]);
  expect(sent).toHaveLength(4);
});

it('takes no more than can wait', async () => {
  await add(...Array.from({ length: 20 }, (_, n) => `line ${n}`));
  expect(queue.add({ key: 'more', text: 'more', send: async () => undefined })).toBe(false);
  expect(listShown()).toHaveLength(20);
});
