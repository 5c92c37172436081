import { describe, expect, it } from 'vitest';
import { toPictureType } from '../../../../../server/domain/files/fileKinds.ts';

const toBytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
    ),
  );

describe('a picture', () => {
  it.each([
    ['image/png', toBytes([0x89], 'PNG\r\n', [0x1a], '\n')],
    ['image/jpeg', toBytes([0xff, 0xd8, 0xff, 0xe0])],
    ['image/webp', toBytes('RIFF', [1, 2, 3, 4], 'WEBP', 'VP8 ')],
  ])('is %s by its first bytes', (type, bytes) => {
    expect(toPictureType(bytes)).toBe(type);
  });

  it.each([
    ['nothing', toBytes()],
    ['a sound', toBytes('RIFF', [1, 2, 3, 4], 'WAVE')],
    ['half a webp', toBytes('RIFF')],
    ['a page that begins late', toBytes(' ', [0x89], 'PNG\r\n', [0x1a], '\n')],
    ['an svg', toBytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a gif', toBytes('GIF89a')],
  ])('is not %s', (_name, bytes) => {
    expect(toPictureType(bytes)).toBeNull();
  });
});
