import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, it } from 'vitest';
import { MoneyBars } from '../../../../client/features/register/MoneyBars.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { totalMoney } from '../../../../shared/rules/budget.ts';

beforeAll(() => startDeskI18n('id'));
afterEach(cleanup);

const money = { ceilingIdr: 100, realisedIdr: 61, progressPercent: 12 };

it('says of which month physical progress is, beside money of a later one', () => {
  render(<MoneyBars total={totalMoney([{ ...money, progressMonth: '2026-01' }])} />);
  screen.getByText('12% s.d. Jan 2026');
});

it('says no month where none was told', () => {
  render(<MoneyBars total={totalMoney([money])} />);
  screen.getByText('12%');
});
