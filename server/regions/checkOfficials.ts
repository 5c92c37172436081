import { toWeightSum } from '#shared/rules/evaluation.ts';
import type { Pack } from './readPack.ts';
import type { RegionFault } from './region.ts';
import { requireKey } from './requireKey.ts';

type Report = (fault: RegionFault) => void;

/** Checks what the files of officials say of the other files. */
export function checkOfficials(pack: Pack, report: Report): void {
  checkAgreements(pack, report);
  checkEvaluations(pack, report);
  for (const { path, value } of pack.occasions.items)
    requireKey(pack.sources, value.source, { file: pack.occasions.file, path: `${path}/source` }, report);
  for (const { path, value } of pack.crosswalk.items) {
    const at = (field: string) => ({ file: pack.crosswalk.file, path: `${path}/${field}` });
    if (value.indicator !== null) requireKey(pack.indicators, value.indicator, at('indicator'), report);
    if ((value.indicator === null) !== (value.surety === null))
      report({ ...at('surety'), message: 'a match has a sureness, none has none' });
  }
}

function checkEvaluations(pack: Pack, report: Report): void {
  const { file, items } = pack.evaluations;
  const schemes = items.flatMap(({ value }) => (value.kind === 'weights' ? value.id : []));
  for (const { path, value } of items) {
    const at = (field: string) => ({ file, path: `${path}/${field}` });
    requireKey(pack.sources, value.source, at('source'), report);
    if (value.kind === 'weights') {
      if (toWeightSum(value.weights) !== 100)
        report({ ...at('weights'), message: 'weights must add up to 100' });
    } else {
      if (!schemes.includes(value.scheme))
        report({ ...at('scheme'), message: `"${value.scheme}" is no set of weights of this file` });
      if (value.id !== `year-${value.year}`) report({ ...at('id'), message: 'must be "year-" and the year' });
    }
  }
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
