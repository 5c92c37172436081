/** Closed list of refusal codes of every socket namespace; a client can switch over it exhaustively. */
export const refusalCodes = [
  /** Payload does not fit its schema. */
  'invalid',
  /** No such event in this namespace. */
  'unknown_event',
  /** Client speaks another protocol version. */
  'version',
  /** Too many requests; try again later. */
  'rate',
  /** Server cannot take it now; try again later. */
  'busy',
  /** Not allowed for this identity. */
  'forbidden',
  /** Our fault; details are in the server's log. */
  'internal',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Answer to every client-to-server event. */
export type Ack<T> = { ok: true; data: T } | { ok: false; code: RefusalCode; message: string };
