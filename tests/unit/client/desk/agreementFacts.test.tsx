import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AgreementFacts } from '../../../../client/features/agreements/AgreementFacts.tsx';
import { PromiseGroups } from '../../../../client/features/agreements/PromiseGroups.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { rememberLanguage } from '../../../../client/lib/desk/language.ts';
import type { AgreementDoc } from '../../../../shared/model/agreement.ts';
import { buildAgreement, buildItem } from '../../../support/officialBuilders.ts';

beforeAll(async () => {
  rememberLanguage('id');
  await startDeskI18n('id');
});
afterEach(cleanup);

function show(part: ReactNode): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>{part}</MemoryRouter>
    </QueryClientProvider>,
  );
}

const draft = { signedOn: null, signedPlace: null, validFrom: null } as const;
const cases = [
  ['a draft', draft, false],
  ['a draft that is to hold later', { ...draft, validFrom: '2999-01-01' }, false],
  ['what is in force', { ...draft, validFrom: '2026-01-10' }, true],
  ['what was signed somewhere', { ...draft, signedPlace: 'Cikarang' }, true],
] as const;

describe('the day on which an agreement was signed, where none is known', () => {
  it.each(cases)('is told of %s: %o is signed: %s', (_name, days: Partial<AgreementDoc>, isSigned) => {
    const agreement = { ...buildAgreement(days), id: 'nk', version: 1 };
    const drafts = [{ id: 'next', title: 'Konsep 2029' }];
    show(<AgreementFacts agreement={agreement} predecessor={null} successors={[]} drafts={drafts} />);
    const signed = screen.getByText('Ditandatangani').nextElementSibling?.textContent;
    expect(signed).toContain(isSigned ? 'tanggal belum diketahui' : 'belum ditandatangani');
    expect(signed).toContain(agreement.signedPlace ?? '');
    expect(screen.getByText('Konsep pengganti').nextElementSibling?.textContent).toBe('Konsep 2029');
  });

  it.each(cases)('is told above what was promised in %s', (_name, days: Partial<AgreementDoc>, isSigned) => {
    const { title, signedOn, signedPlace, validFrom, origin } = buildAgreement(days);
    const agreement = { id: 'nk', title, signedOn, signedPlace, validFrom, origin };
    show(<PromiseGroups at={0} today="2026-11-05" items={[{ agreement, item: buildItem() }]} figures={[]} />);
    screen.getByText(isSigned ? 'ditandatangani, tanggal belum diketahui' : 'belum ditandatangani');
  });
});

it('is told beside the source of an agreement that it was changed here', () => {
  const source = { key: 'mou', label: 'Berita' };
  const told = (origin: 'published' | 'reported') => {
    const agreement = { ...buildAgreement({ source, origin }), id: 'nk', version: 1 };
    show(<AgreementFacts agreement={agreement} predecessor={null} successors={[]} drafts={[]} />);
    const words = screen.getByText('Sumber').nextElementSibling?.textContent;
    cleanup();
    return words;
  };
  expect(told('published')).toBe('Berita');
  expect(told('reported')).toBe('Berita · diubah di Simpul');
});
