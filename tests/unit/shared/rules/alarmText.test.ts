import { describe, expect, it } from 'vitest';
import {
  buildSilenceText,
  isWallFault,
  toAlarmText,
  toSilenceName,
} from '../../../../shared/rules/alarmText.ts';

const ofWall = { kind: 'silence', text: buildSilenceText('Ruang: utama', 'stuck') } as const;

describe('the text of an alarm', () => {
  it('words the fault of a wall in each language', () => {
    expect(toAlarmText(ofWall, 'id')).toBe('Ruang: utama: tidak menggambar lagi');
    expect(toAlarmText(ofWall, 'en')).toBe('Ruang: utama: no longer paints');
  });

  it('words what a link failed with', () => {
    const text = buildSilenceText('BMKG: gempa', 'timeout');
    expect(toAlarmText({ kind: 'silence', text }, 'id')).toBe('BMKG: gempa: tidak menjawab');
    expect(toAlarmText({ kind: 'silence', text }, 'en')).toBe('BMKG: gempa: does not answer');
    expect(toSilenceName(text)).toBe('BMKG: gempa');
  });

  it.each([
    ['with a code that is unknown here', 'silence', 'BMKG: melted'],
    ['of a link without a fault', 'silence', 'BMKG'],
    ['that is a code and no more', 'silence', 'dead'],
    ['that somebody wrote', 'manual', 'Siren: dead'],
    ['of a source', 'warning', 'Hujan: stuck'],
  ] as const)('leaves the words %s as they are', (_what, kind, text) => {
    expect(toAlarmText({ kind, text }, 'en')).toBe(text);
  });

  it('is none where there is none', () => {
    expect(toAlarmText({ kind: 'silence', text: null }, 'id')).toBeNull();
  });

  it('knows which states of a wall are faults', () => {
    expect(['dead', 'stuck', 'astray', 'live', 'cut', 'gone', 'toString'].filter(isWallFault)).toEqual([
      'dead',
      'stuck',
      'astray',
    ]);
  });
});
