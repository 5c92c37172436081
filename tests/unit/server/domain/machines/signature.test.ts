import { describe, expect, it } from 'vitest';
import { createSignatureCheck, signPost } from '../../../../../server/domain/machines/signature.ts';
import { StoreUnavailableError } from '../../../../../server/domain/storeErrors.ts';

const secret = 'a secret of the test';
const t = 1_793_404_800;

function build(at = t * 1_000) {
  const clock = { at };
  const checks = createSignatureCheck(
    (id) => (id === 'gate' ? secret : null),
    () => clock.at,
  );
  const check = (text: string, header?: string) =>
    checks.check({
      id: 'gate',
      header: header ?? `t=${t},v1=${signPost(secret, t, text)}`,
      body: new TextEncoder().encode(text),
    });
  return { clock, check };
}

describe('a signature', () => {
  it('is good once, for five minutes either way', () => {
    const { clock, check } = build();
    expect(check('a')?.signedAt).toBe(t * 1_000);
    expect(check('a')).toBeNull();
    clock.at = t * 1_000 + 300_000;
    expect(check('a')).toBeNull();
    expect(check('b')).not.toBeNull();
    clock.at += 1;
    expect(check('c')).toBeNull();
    clock.at = t * 1_000 - 300_001;
    expect(check('c')).toBeNull();
  });

  it('may come again when nothing of it was kept', () => {
    const { check } = build();
    check('a')?.forget();
    expect(check('a')).not.toBeNull();
  });

  it('may stand beside others while a secret is changed', () => {
    const { check } = build();
    expect(check('a', `t=${t}, v1=${'0'.repeat(64)}, v1=${signPost(secret, t, 'a')}`)).not.toBeNull();
    expect(check('b', `t=${t}${`,v1=${signPost(secret, t, 'b')}`.repeat(5)}`)).toBeNull();
  });

  it.each([
    '',
    't=',
    'v1=00',
    `t=${t}`,
    `t=x,v1=${'0'.repeat(64)}`,
    `t=${t},v1=`,
    `t=${t},v1=zz`,
    '=,=',
    ','.repeat(600),
  ])('is not %j', (header) => {
    expect(build().check('a', header)).toBeNull();
  });

  it('refuses further posts before it would forget one that could be replayed', () => {
    const { clock, check } = build();
    for (let index = 0; index < 50_000; index += 1) expect(check(`n${index}`)).not.toBeNull();
    expect(() => check('one more')).toThrow(StoreUnavailableError);
    clock.at += 300_001;
    expect(check('later', `t=${t + 301},v1=${signPost(secret, t + 301, 'later')}`)).not.toBeNull();
  });
});
