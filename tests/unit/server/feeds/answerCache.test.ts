import { describe, expect, it } from 'vitest';
import { createAnswerCache, toConditions, toValidator } from '../../../../server/feeds/answerCache.ts';

const answer = (text: string, etag: string | null = '"1"') => ({ text, etag, lastModified: null });

describe('kept answers', () => {
  it('keeps only what can be asked for again', () => {
    const cache = createAnswerCache();
    cache.put('a', answer('x', null));
    cache.put('b', answer('y'));
    expect(cache.get('a')).toBeUndefined();
    expect(cache.get('b')?.text).toBe('y');
  });

  it('forgets an answer that came again without a validator', () => {
    const cache = createAnswerCache();
    cache.put('a', answer('x'));
    cache.put('a', answer('y', null));
    expect(cache.get('a')).toBeUndefined();
  });

  it('drops what was unused for longest when there are too many', () => {
    const cache = createAnswerCache(2);
    cache.put('a', answer('x'));
    cache.put('b', answer('y'));
    cache.get('a');
    cache.put('c', answer('z'));
    expect(['a', 'b', 'c'].map((address) => cache.get(address)?.text)).toEqual(['x', undefined, 'z']);
  });

  it('holds no more characters than it may, and none of a text that is too large', () => {
    const cache = createAnswerCache(64, 100);
    cache.put('huge', answer('x'.repeat(26)));
    expect(cache.get('huge')).toBeUndefined();
    for (const address of ['a', 'b', 'c', 'd', 'e']) cache.put(address, answer('x'.repeat(25)));
    expect(cache.get('a')).toBeUndefined();
    expect(cache.get('e')?.text).toHaveLength(25);
  });

  it('asks with what the source gave, and takes no header that is none', () => {
    expect(toConditions(undefined)).toEqual({});
    expect(toConditions(answer('x'))).toEqual({ 'if-none-match': '"1"' });
    expect(toConditions({ text: '', etag: null, lastModified: 'Mon' })).toEqual({
      'if-modified-since': 'Mon',
    });
    expect(toValidator(['a', 'b'])).toBeNull();
    expect(toValidator('x'.repeat(300))).toBeNull();
    expect(toValidator(undefined)).toBeNull();
  });
});
