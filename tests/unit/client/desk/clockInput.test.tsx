import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
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
