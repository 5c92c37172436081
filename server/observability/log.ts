import { type DestinationStream, type Logger, pino } from 'pino';

/** The server's log: JSON lines on standard error, so that standard output stays for people. */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    { level, base: null, redact: ['authorization', 'headers.authorization', 'secret', 'databaseUrl'] },
    destination,
  );
}
