import type { Logger } from 'pino';

/** The last steps of a drill's server, in their order. */
interface LastSteps {
  readonly stopPlaying: () => Promise<void>;
  /** Left out where there is nobody to report to. */
  readonly report?: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Takes them one after another; what fails is logged and holds up none of the others. Never rejects. */
export async function endDrill({ stopPlaying, report, stop }: LastSteps, log: Logger): Promise<void> {
  await stopPlaying().catch((err: unknown) => log.error({ err }, 'the drill could not stop playing'));
  await report?.().catch((err: unknown) => log.error({ err }, 'the drill could not report'));
  await stop().catch((err: unknown) => log.error({ err }, 'the server of the drill could not stop'));
}
