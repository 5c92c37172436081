import { describe, expect, it } from 'vitest';
import { findHighlight, toHighlightRules } from '../../../../client/lib/review/highlight.ts';
import { toSecret } from '../../../../client/lib/review/secret.ts';
import { isSameView, toPanelZoom, toSharedZoom } from '../../../../client/lib/review/sessionView.ts';
import { firstView, type SessionView } from '../../../../shared/model/session.ts';

const map: SessionView = { ...firstView, scene: 'peta', map: { lng: 107.1, lat: -6.3, zoom: 10 } };

describe('two views', () => {
  it('are the same where what differs is not to be seen', () => {
    expect(isSameView(firstView, { ...firstView, pillar: null, map: map.map })).toBe(true);
    expect(isSameView({ ...firstView, scene: 'janji' }, { ...firstView, scene: 'janji', at: 5 })).toBe(true);
    const near = { ...map, map: { lng: 107.10001, lat: -6.30001, zoom: 10.001 } };
    expect(isSameView(map, near)).toBe(true);
  });

  it('differ by anything that is', () => {
    const others: readonly Partial<SessionView>[] = [
      { scene: 'ikhtisar' },
      { indicator: 'environment-pm25' as NonNullable<SessionView['indicator']> },
      { area: '32.16.09' as NonNullable<SessionView['area']> },
      { at: 1_000 },
      { map: null },
      { map: { lng: 107.2, lat: -6.3, zoom: 10 } },
      { highlight: { kind: 'area', id: '32.16.09' } },
    ];
    for (const other of others) expect(isSameView(map, { ...map, ...other })).toBe(false);
    const pillar: SessionView = { ...firstView, scene: 'pilar', pillar: 'living' };
    expect(isSameView(pillar, { ...pillar, pillar: 'economy' })).toBe(false);
  });
});

describe('the place of a map', () => {
  it('shows the same stretch of land in a panel of any width', () => {
    const shared = toSharedZoom(11, 500);
    expect(toPanelZoom(shared, 500)).toBeCloseTo(11);
    // Twice as many pixels for the same land are one step of zoom.
    expect(toPanelZoom(shared, 1_000)).toBeCloseTo(12);
  });

  it('travels within its bounds whatever the panel', () => {
    expect(toSharedZoom(22, 1)).toBe(22);
    expect(toSharedZoom(0, 5_000)).toBe(0);
  });
});

describe('a highlight', () => {
  it('is of the smallest thing that was clicked', () => {
    document.body.innerHTML =
      '<section data-pillar="living"><article data-indicator="living-puskesmas"><b>51</b></article><i></i></section>';
    expect(findHighlight(document.querySelector('b')!)).toEqual({
      kind: 'indicator',
      id: 'living-puskesmas',
    });
    expect(findHighlight(document.querySelector('i')!)).toEqual({ kind: 'pillar', id: 'living' });
    expect(findHighlight(document.body)).toBeNull();
  });

  it('rings its thing inside the picture alone, whatever its id says', () => {
    document.body.innerHTML = '<p data-area="x"></p><div data-stage><p data-area="x"></p></div>';
    const [rule] = toHighlightRules({ kind: 'area', id: 'x' }).split(' { ');
    expect(document.querySelectorAll(rule ?? '')).toHaveLength(1);
    expect(toHighlightRules({ kind: 'area', id: 'a"] {}' })).toContain('[data-area="a\\"] {}"]');
  });
});

describe('the secret of a guest link', () => {
  it('stands behind #kunci= in full, or there is none', () => {
    const secret = 'a'.repeat(43);
    expect(toSecret(`#kunci=${secret}`)).toBe(secret);
    for (const hash of ['', '#kunci=', `#kunci=${secret}b`, `#${secret}`, `#kunci=${'!'.repeat(43)}`])
      expect(toSecret(hash)).toBeNull();
  });
});
