import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AlarmDetails } from '../../../../client/features/alarms/AlarmDetails.tsx';
import { AlarmList } from '../../../../client/features/alarms/AlarmList.tsx';
import { useAlarmDesk } from '../../../../client/features/alarms/useAlarmDesk.ts';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { rememberLanguage } from '../../../../client/lib/desk/language.ts';
import type { AlarmDetail } from '../../../../shared/model/alarm.ts';
import { buildAlarm } from '../../../support/alarmBuilder.ts';

const at = Date.UTC(2026, 10, 23, 7, 32);
const guide = { id: 'Uji saja, jangan panik.', en: 'Only a test, no panic.' };

function build(id: string, patch: Partial<AlarmDetail> = {}): AlarmDetail {
  const name = { id: 'Alarm dari operator', en: 'Alarm by an operator' };
  return {
    ...buildAlarm({ id, kind: 'manual', name, text: `Kejadian ${id}`, raisedAt: at - 60_000, changedAt: at }),
    acknowledgedBy: null,
    comment: null,
    assignee: null,
    guidance: { meaning: guide, action: guide, contact: guide },
    display: { scene: 'ikhtisar' },
    ...patch,
  };
}

function List({ items }: { readonly items: readonly AlarmDetail[] }) {
  const desk = useAlarmDesk(items);
  return <AlarmList desk={desk} list={{ at, items: [...items], crew: [], quietSince: at, arrivedAt: 0 }} />;
}

function show(items: readonly AlarmDetail[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  const wrap = (list: readonly AlarmDetail[]) => (
    <QueryClientProvider client={client}>
      <List items={list} />
    </QueryClientProvider>
  );
  const { rerender } = render(wrap(items));
  return (list: readonly AlarmDetail[]) => rerender(wrap(list));
}

const read = (name: string | RegExp): string[] =>
  within(screen.getByRole('listbox', { name }))
    .getAllByRole('option')
    .map((row) => row.textContent ?? '');

describe('the log of an alarm', () => {
  beforeAll(() => startDeskI18n('id'));
  afterEach(cleanup);

  it('has times with their zone', () => {
    const alarm = build('a', { acknowledgedAt: at, acknowledgedBy: 'Agus' });
    const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
    client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
    client.setQueryData(
      ['alarms', 'log', 'a', alarm.changedAt],
      [{ at, deed: 'acknowledged', by: 'Agus', text: null }],
    );
    render(
      <MemoryRouter>
        <QueryClientProvider client={client}>
          <AlarmDetails alarm={alarm} />
        </QueryClientProvider>
      </MemoryRouter>,
    );
    expect(document.querySelector('ol time')?.textContent).toBe('23 Nov 2026 14.32 WIB');
    screen.getByText(/^23 Nov 2026 14.32 WIB oleh Agus$/);
  });
});

describe('the list of alarms', () => {
  beforeAll(() => startDeskI18n('id'));
  afterEach(cleanup);

  it('says of each alarm its state, priority and severity in words, and that it is simulated', () => {
    show([build('a', { simulated: true, count: 3, assignee: { id: 'u', name: 'Agus' } })]);
    const [row = ''] = read('Perlu tindakan');
    for (const word of ['belum diakui', 'tinggi', 'besar', 'Kejadian a', 'SIMULASI', '×3', 'Agus'])
      expect(row).toContain(word);
  });

  it('says once that it is simulated where the words say so, too', () => {
    show([build('a', { simulated: true, text: 'Gempa: SIMULASI: hujan lebat' })]);
    const [row = ''] = read('Perlu tindakan');
    expect(row.match(/SIMULASI/g)).toHaveLength(1);
    expect(row).toContain('Gempa: hujan lebat');
  });

  it('says what is wrong with a wall in the language of the reader', () => {
    const wall = build('w', { kind: 'silence', subject: 'utama', text: 'Dinding utama: stuck' });
    show([wall]);
    expect(read('Perlu tindakan')[0]).toContain('Dinding utama: tidak menggambar lagi');
    cleanup();
    rememberLanguage('en');
    show([wall]);
    expect(read('Perlu tindakan')[0]).toContain('Dinding utama: no longer paints');
    rememberLanguage('id');
  });

  it('says until when an alarm is shelved and when it was escalated', () => {
    show([build('a', { state: 'shelved', shelvedUntil: at + 900_000, escalatedAt: at - 300_000 })]);
    expect(read('Disampingkan')[0]).toContain('s.d. 14.47');
    expect(read('Disampingkan')[0]).toContain('naik tingkat 14.27');
  });

  it('counts what is folded away and shows it when asked', () => {
    show([build('a', { state: 'suppressed' }), build('b', { state: 'out-of-service' })]);
    const button = screen.getByRole('button', { name: 'Ditekan / di luar layanan 2' });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button);
    expect(read('Ditekan / di luar layanan')).toHaveLength(2);
  });

  it('says that nothing waits, since when, and when that was checked', () => {
    show([build('a', { state: 'acknowledged' })]);
    screen.getByText('Tidak ada alarm yang menunggu tindakan.');
    screen.getByText(/sejak 14\.32; diperiksa terakhir pukul 14\.32\.00/);
  });

  it('is one stop of the tab key, and stays on its alarm when another comes in above', () => {
    const renew = show([build('a'), build('b', { raisedAt: at - 90_000 })]);
    const stops = () =>
      screen
        .getAllByRole('option')
        .filter((row) => row.tabIndex === 0)
        .map((row) => row.textContent);
    expect(stops()).toEqual([expect.stringContaining('Kejadian a')]);
    fireEvent.focus(screen.getByText('Kejadian b').closest('[role="option"]') as Element);
    renew([build('new', { priority: 'urgent' }), build('a'), build('b', { raisedAt: at - 90_000 })]);
    expect(stops()).toEqual([expect.stringContaining('Kejadian b')]);
  });
});
