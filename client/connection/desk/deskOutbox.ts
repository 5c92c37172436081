import { sendEvidence, sendSubmission } from './input.ts';
import { createOutbox } from './outbox.ts';
import { createIndexedOutbox } from './outboxStore.ts';

/** The outbox of this device. */
export const deskOutbox = createOutbox({
  store: createIndexedOutbox(),
  now: () => Date.now(),
  sendEvidence,
  sendSubmission,
});
