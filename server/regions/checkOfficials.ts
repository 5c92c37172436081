import type { Pack } from './readPack.ts';
import type { RegionFault } from './region.ts';
import { requireKey } from './requireKey.ts';

type Report = (fault: RegionFault) => void;

/** Checks what the files of officials say of the other files. */
export function checkOfficials(pack: Pack, report: Report): void {
  checkAgreements(pack, report);
}

function checkAgreements(pack: Pack, report: Report): void {
  const { file, items } = pack.agreements;
  for (const { path, value } of items) {
    requireKey(pack.sources, value.source, { file, path: `${path}/source` }, report);
    if (value.predecessor !== null)
      requireKey(pack.agreements, value.predecessor, { file, path: `${path}/predecessor` }, report);
    for (const [index, { agency, indicator, party }] of value.items.entries()) {
      const at = (field: string) => ({ file, path: `${path}/items/${index}/${field}` });
      if (agency !== null) requireKey(pack.agencies, agency, at('agency'), report);
      if (indicator !== null) requireKey(pack.indicators, indicator, at('indicator'), report);
      if ((agency === null) === (party === null))
        report({ ...at('agency'), message: 'an item has one owner: an agency or a party' });
    }
  }
}
