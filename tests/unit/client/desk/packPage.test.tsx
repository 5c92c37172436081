import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PackFigures } from '../../../../client/features/packs/PackFigures.tsx';
import { PackState } from '../../../../client/features/packs/PackState.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { rememberLanguage } from '../../../../client/lib/desk/language.ts';
import type { EvidencePack } from '../../../../shared/model/pack.ts';
import { buildAlarm } from '../../../support/alarmBuilder.ts';
import { buildPack, buildPackFigure, buildPackScore } from '../../../support/packBuilder.ts';

beforeAll(async () => {
  rememberLanguage('id');
  await startDeskI18n('id');
});
afterEach(cleanup);

function show(pack: EvidencePack) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  return render(
    <QueryClientProvider client={client}>
      <PackFigures pack={pack} />
      <PackState pack={pack} />
    </QueryClientProvider>,
  );
}

describe('the page of a pack', () => {
  it('says SIMULASI of a simulated alarm and of no other', () => {
    const real = buildAlarm({ id: 'a', name: { id: 'Udara buruk', en: 'Bad air' } });
    const name = { id: 'Sungai tinggi', en: 'River high' };
    show(buildPack({ alarms: [real, buildAlarm({ id: 'b', name, simulated: true })] }));
    const tags = screen.getAllByText('SIMULASI');
    expect(tags).toHaveLength(1);
    expect(tags[0]?.closest('li')?.textContent).toContain('Sungai tinggi');
  });

  it('says SIMULASI of a score that a simulated figure counts in', () => {
    const scores = [buildPackScore()];
    const of = (origin: 'published' | 'simulated') =>
      buildPack({ scores, figures: [buildPackFigure({ origin })] });
    const score = () => screen.getByText(/^Skor/).textContent;
    const { unmount } = show(of('published'));
    expect(score()).not.toContain('SIMULASI');
    unmount();
    show(of('simulated'));
    expect(score()).toContain('SIMULASI');
  });

  it('names other parts in plain words: those with something in them, and those that are missing', () => {
    show(buildPack({ budgets: { items: [{ a: 1 }] }, promises: [], programmes: { missing: 'unreadable' } }));
    screen.getByText(/^Bagian lain dalam paket: anggaran\./);
    screen.getByText('Bagian yang tidak terbawa: program.');
  });

  it('names the limit of a pack of one pillar: alarms of its indicators, promises of all', () => {
    show(buildPack({ promises: [{ a: 1 }] }, { pillar: 'environment' }));
    screen.getByText('Tidak ada alarm terbuka pada indikator pilar ini.');
    screen.getByText(/janji kesepakatan \(semua pilar\)\./);
  });
});
