import type { AgencyCode, PillarId } from '#shared/model/ids.ts';
import type { Milestone, ProgrammeFields } from '#shared/model/programme.ts';

/** An entry while it is typed: what is a number or a part of a whole there is still text here. */
export interface ProgrammeDraft
  extends Omit<
    ProgrammeFields,
    'agency' | 'pillar' | 'yearFrom' | 'yearTo' | 'code' | 'nameEn' | 'note' | 'source'
  > {
  readonly agency: string;
  readonly pillar: PillarId | '';
  readonly nameEn: string;
  readonly yearFrom: string;
  readonly yearTo: string;
  readonly codeText: string;
  readonly codeRegulation: string;
  readonly codeYear: string;
  readonly note: string;
  readonly source: string;
}

/** An empty entry of an agency. */
export function toNewDraft(agency: string): ProgrammeDraft {
  return {
    name: '',
    nameEn: '',
    agency,
    pillar: '',
    subDimension: null,
    secondary: [],
    quickWin: null,
    yearFrom: '',
    yearTo: '',
    areas: [],
    codeText: '',
    codeRegulation: '',
    codeYear: '',
    milestones: [],
    indicators: [],
    status: null,
    note: '',
    source: '',
  };
}

const toText = (value: string | number | null | undefined): string => (value == null ? '' : String(value));

/** An entry as it is typed. */
export function toDraft({ code, ...fields }: ProgrammeFields): ProgrammeDraft {
  return {
    ...fields,
    nameEn: toText(fields.nameEn),
    yearFrom: toText(fields.yearFrom),
    yearTo: toText(fields.yearTo),
    codeText: toText(code?.text),
    codeRegulation: toText(code?.regulation),
    codeYear: toText(code?.year),
    note: toText(fields.note),
    source: toText(fields.source),
  };
}

const orNull = (text: string): string | null => text.trim() || null;
const toYear = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** What is sent; empty fields are "not said". What is wrong the server says at its place. */
export function toFields(draft: ProgrammeDraft): ProgrammeFields {
  const { codeText, codeRegulation, codeYear, ...rest } = draft;
  const hasCode = codeText.trim() !== '';
  return {
    ...rest,
    agency: draft.agency as AgencyCode,
    pillar: draft.pillar as PillarId,
    nameEn: orNull(draft.nameEn),
    yearFrom: toYear(draft.yearFrom),
    yearTo: toYear(draft.yearTo),
    code: hasCode
      ? { text: codeText.trim(), regulation: codeRegulation.trim(), year: Number(codeYear) }
      : null,
    note: orNull(draft.note),
    source: orNull(draft.source),
  };
}

/** A further step with an id that no other has. */
export function toNewMilestone(milestones: readonly Milestone[]): Milestone {
  const used = milestones.flatMap(({ id }) => /^m(\d+)$/.exec(id)?.[1] ?? []).map(Number);
  return { id: `m${Math.max(0, ...used) + 1}`, text: '', dueOn: null, doneOn: null, evidence: [] };
}
