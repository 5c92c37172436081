import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';

/** When a figure of one instant first came in. Instants are epoch milliseconds. */
export interface Receipt {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly observedAt: number;
  readonly firstRecordedAt: number;
}

/** Reads what came, for who owes what. */
export interface ReceiptReader {
  /** First versions of the given indicators between two instants, both inclusive. */
  listReceipts(indicators: readonly IndicatorId[], from: number, to: number): Promise<readonly Receipt[]>;
}
