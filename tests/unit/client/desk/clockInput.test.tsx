import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ClockInput } from '../../../../client/components/desk/ClockInput.tsx';
import { MomentInput } from '../../../../client/components/desk/MomentInput.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { toClock } from '../../../../client/lib/desk/clockText.ts';

let held = '';

function Moment({ start }: { readonly start: string }) {
  const [value, setValue] = useState(start);
  held = value;
  return <MomentInput ids={{ id: 'until' }} label="Sampai" value={value} onChange={setValue} />;
}

const clock = () => screen.getByLabelText<HTMLInputElement>('Sampai, Jam');

afterEach(cleanup);

it.each([
  ['14.05', '14:05'],
  ['14:05', '14:05'],
  ['0905', '09:05'],
  ['9.05', '09:05'],
  ['9:05', '09:05'],
  ['905', null],
  ['140', null],
  ['24.00', null],
  ['2.05 PM', null],
])('reads %s as %s', (typed, read) => {
  expect(toClock(typed)).toBe(read);
});

it('shows a time of day as the region writes it, whatever the browser speaks', async () => {
  await startDeskI18n('id');
  render(<Moment start="2026-11-23T14:05" />);
  expect(clock().type).toBe('text');
  expect(clock().value).toBe('14.05');
  fireEvent.change(clock(), { target: { value: '15.' } });
  expect([clock().value, held]).toEqual(['15.', '2026-11-23T']);
  fireEvent.change(clock(), { target: { value: '1530' } });
  expect(held).toBe('2026-11-23T15:30');
  fireEvent.blur(clock());
  expect(clock().value).toBe('15.30');
});

it('keeps what is not a time in sight', async () => {
  await startDeskI18n('id');
  render(<Moment start="2026-11-23T14:05" />);
  fireEvent.change(clock(), { target: { value: '25.00' } });
  fireEvent.blur(clock());
  expect([clock().value, held]).toEqual(['25.00', '2026-11-23T']);
});

it('waits for the second digit of an hour until the field is left or sent', async () => {
  await startDeskI18n('id');
  render(<Moment start="2026-11-23T14:05" />);
  fireEvent.change(clock(), { target: { value: '1.05' } });
  expect([clock().value, held]).toEqual(['1.05', '2026-11-23T']);
  fireEvent.keyDown(clock(), { key: 'Enter' });
  expect([clock().value, held]).toEqual(['01.05', '2026-11-23T01:05']);
  fireEvent.change(clock(), { target: { value: '9:30' } });
  fireEvent.blur(clock());
  expect([clock().value, held]).toEqual(['09.30', '2026-11-23T09:30']);
});

it.each(['9.05', '09:05', '1405', '2359'])('lets the browser take %s', async (typed) => {
  await startDeskI18n('id');
  render(<Moment start="2026-11-23T14:05" />);
  expect(clock().title).toBe('Jam dan menit, misalnya 14.05.');
  expect(new RegExp(`^(?:${clock().pattern})$`, 'v').test(typed)).toBe(true);
});

describe('a time that holds whatever is typed', () => {
  let asked: string[];

  async function show() {
    await startDeskI18n('id');
    asked = [];
    const shown = (value: string) => (
      <ClockInput aria-label="Jam" value={value} onChange={(next) => next && asked.push(next)} />
    );
    const { rerender } = render(shown('14:32'));
    return {
      box: screen.getByLabelText<HTMLInputElement>('Jam'),
      set: (value: string) => rerender(shown(value)),
    };
  }

  it('stands in the field again as soon as another was asked for', async () => {
    const { box, set } = await show();
    fireEvent.change(box, { target: { value: '23.0' } });
    expect(box.value).toBe('23.0');
    fireEvent.change(box, { target: { value: '23.00' } });
    expect([box.value, asked]).toEqual(['14.32', ['23:00']]);
    set('14:33');
    expect(box.value).toBe('14.33');
  });

  it('moves on without taking away what is being typed', async () => {
    const { box, set } = await show();
    fireEvent.change(box, { target: { value: '13.' } });
    set('14:33');
    expect(box.value).toBe('13.');
  });

  it('stands there again after a wrong one, which is told', async () => {
    const { box } = await show();
    fireEvent.change(box, { target: { value: '25.00' } });
    fireEvent.blur(box);
    expect([box.value, asked]).toEqual(['14.32', []]);
    const fault = screen.getByRole('alert');
    expect(fault.textContent).toContain('25.00 bukan jam');
    expect(box.getAttribute('aria-describedby')).toBe(fault.id);
    fireEvent.change(box, { target: { value: '1' } });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
