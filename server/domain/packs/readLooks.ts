import type { PackFigure } from '#shared/model/pack.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { VerificationStore } from '../verification/verificationStore.ts';
import type { LooksOf } from './buildSections.ts';

/** Who verified what is shown: the looks at the newest version of each value whose indicator asks for any. One short read each. */
export async function readLooks(
  records: readonly LiveRecord[],
  store: Pick<VerificationStore, 'readVersions'>,
  nameOf: (actor: string) => string,
): Promise<LooksOf> {
  const looks = new Map<LiveRecord, PackFigure['verifiedBy']>();
  for (const record of records) {
    const { indicator, area, observedAt, recordedAt } = record;
    const versions = await store.readVersions(indicator, area, observedAt);
    // The one that was shown: a correction may have come in since.
    const shown = versions.findLast((version) => version.recordedAt <= recordedAt);
    const steps = shown?.steps ?? [];
    if (steps.length === 0) continue;
    looks.set(
      record,
      steps.map(({ actor, at, final }) => ({ name: nameOf(actor), at, final })),
    );
  }
  return (record) => looks.get(record) ?? [];
}
