import type { AgencyCode } from '#shared/model/ids.ts';
import type { ImportFault } from '#shared/model/importFile.ts';
import type { ImportCatalogue } from './catalogue.ts';
import type { Workbook } from './grid.ts';
import type { LayoutProposal } from './proposeLayout.ts';

/** What a file is to be understood with. */
export interface ProposalNeeds {
  readonly catalogue: ImportCatalogue;
  /** Whose indicators are meant where a name fits several. */
  readonly agency: AgencyCode | null;
}

/** A file is read whole or not at all; the proposal is null where no sheet looks like figures. */
export type ReadResult =
  | { readonly ok: true; readonly workbook: Workbook; readonly proposal: LayoutProposal | null }
  | { readonly ok: false; readonly faults: readonly ImportFault[] };

/** Whoever turns bytes into a grid and proposes its layout, both where nobody else is held up; never throws, faults are told. */
export interface SpreadsheetReader {
  read(bytes: Uint8Array, name: string, needs: ProposalNeeds): Promise<ReadResult>;
  /** Ends what is running; later calls are refused as busy. */
  stop(): Promise<void>;
}
