import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complianceRows } from '../../../../client/features/admin/complianceRows.ts';

describe('the compliance page', () => {
  it.each(complianceRows.map(({ rule, proof }) => [rule, proof] as const))(
    'proves %s by what is there',
    (_rule, proof) => {
      for (const path of proof.split(', ')) expect(existsSync(path), path).toBe(true);
    },
  );
});
