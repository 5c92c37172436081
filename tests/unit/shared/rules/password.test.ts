import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPasswordFault, maxPasswordLength, minPasswordLength } from '#shared/rules/password.ts';

const seed = { seed: 3216 };
const about = ['Budi Budiman', 'budi.santoso@bekasikab.go.id'];
const good = 'jembatan-hijau-47-perahu';

describe('a new password', () => {
  it('may be anything long that nobody would guess', () => {
    for (const password of [
      good,
      'kopi susu di pagi hari',
      'P@yung&Hujan#88',
      'дождь-над-рекой-7',
      '雨の日に橋を渡る猫と犬と',
      '!@#$%^&*()_+{}',
      'z'.repeat(3) + good,
    ])
      expect(findPasswordFault(password, about), password).toBeNull();
  });

  it('is refused by its length before all else, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (password) => {
        const fault = findPasswordFault(password, about);
        expect(fault === 'short').toBe(password.length < minPasswordLength);
        expect(fault === 'long').toBe(password.length > maxPasswordLength);
      }),
      seed,
    );
    expect(findPasswordFault(good.repeat(9).slice(0, maxPasswordLength), [])).toBeNull();
  });

  it('is more than a short text again and again', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 6 }),
        fc.integer({ min: 12, max: 60 }),
        (unit, length) => {
          expect(findPasswordFault(unit.repeat(length).slice(0, length), [])).toBe('repeated');
        },
      ),
      seed,
    );
    expect(findPasswordFault('123456123456', [])).toBe('repeated');
    expect(findPasswordFault('aaaabbbbccccdddd', [])).toBe('repeated');
  });

  it('is more than guessed words, however often, written in capitals or with digits and signs between', () => {
    const word = fc.constantFrom(
      'password',
      'katasandi',
      'rahasia',
      'bekasi',
      'simpul',
      'qwerty',
      'pemerintah',
    );
    const filler = fc.constantFrom('', '1', '123', '2026', '!', '-', ' 99');
    const text = fc
      .array(fc.tuple(word, filler, fc.boolean()), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.map(([one, more, big]) => (big ? one.toUpperCase() : one) + more).join(''))
      .filter(({ length }) => length >= minPasswordLength);
    fc.assert(
      fc.property(text, (password) => {
        expect(['common', 'repeated']).toContain(findPasswordFault(password, []));
      }),
      seed,
    );
    for (const password of ['1234567890123', '0987654321098', '01234567890!', 'Bekasi-2026-12'])
      expect(findPasswordFault(password, []), password).toBe('common');
  });

  it('is more than its owner’s name and address, in any order', () => {
    const part = fc.constantFrom('budi', 'Budiman', 'SANTOSO', 'bekasikab');
    const text = fc
      .array(fc.tuple(part, fc.constantFrom('', '1', '-', '!', '.')), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.map((one) => one.join('')).join(''))
      .filter(({ length }) => length >= minPasswordLength);
    fc.assert(
      fc.property(text, (password) => {
        expect(['personal', 'repeated']).toContain(findPasswordFault(password, about));
      }),
      seed,
    );
    expect(findPasswordFault('Дмитрий-2026', ['Дмитрий Иванов'])).toBe('personal');
    expect(findPasswordFault('budi-suka-perahu-merah', about)).toBeNull();
  });

  it('of someone else’s name is not its owner’s', () => {
    expect(findPasswordFault('budimansantoso', ['Rina', 'rina@x.id'])).toBeNull();
    expect(findPasswordFault('ana-ana-ana-perahu', ['Ana'])).toBeNull();
  });
});
