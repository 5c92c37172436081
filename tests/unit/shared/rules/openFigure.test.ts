import { describe, expect, it } from 'vitest';
import { origins, qualities, verifications } from '../../../../shared/model/lists.ts';
import { findClosedReason, type OpenCandidate } from '../../../../shared/rules/openFigure.ts';

const strict = { verificationNeeded: true, showProvisional: true };
const verified: OpenCandidate = {
  origin: 'reported',
  quality: 'good',
  verification: 'verified',
  hasFinalLook: false,
  isPackFigure: false,
};

describe('what is open', () => {
  it('is a verified figure of any origin but a simulated one', () => {
    for (const origin of origins)
      expect([origin, findClosedReason({ ...verified, origin }, strict, false)]).toEqual([
        origin,
        origin === 'simulated' ? 'simulated' : null,
      ]);
  });

  it('is no rejected figure, and no figure of an indicator that the region closes', () => {
    for (const quality of qualities)
      expect(findClosedReason({ ...verified, quality }, strict, false)).toBe(
        quality === 'bad' ? 'bad' : null,
      );
    for (const verification of verifications)
      expect(findClosedReason({ ...verified, verification, hasFinalLook: true }, strict, true)).toBe(
        'closed',
      );
  });

  it('is a provisional figure only where the pack brought it as published, and only where provisional ones are shown', () => {
    const provisional = { ...verified, verification: 'provisional', origin: 'published' } as const;
    expect(findClosedReason({ ...provisional, isPackFigure: true }, strict, false)).toBeNull();
    // An agency may say of its own figure that it is published.
    expect(findClosedReason(provisional, strict, false)).toBe('unapproved');
    for (const origin of ['reported', 'measured', 'estimated', 'derived'] as const)
      expect(findClosedReason({ ...provisional, origin, isPackFigure: true }, strict, false)).toBe(
        'unapproved',
      );
    const hidden = { ...strict, showProvisional: false };
    expect(findClosedReason({ ...provisional, isPackFigure: true }, hidden, false)).toBe('unapproved');
  });

  it('is a correction only after a look of its own, where its indicator asks for looks', () => {
    const restated = { ...verified, verification: 'restated' } as const;
    expect(findClosedReason(restated, strict, false)).toBe('unapproved');
    expect(findClosedReason({ ...restated, hasFinalLook: true }, strict, false)).toBeNull();
    expect(findClosedReason(restated, { ...strict, verificationNeeded: false }, false)).toBeNull();
  });
});
