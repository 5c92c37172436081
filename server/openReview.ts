import type { Logger } from 'pino';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import { toEstimatedProgramme } from '#shared/rules/evaluation.ts';
import type { Settings } from './config/settings.ts';
import type { Definitions } from './domain/definitions/createDefinitions.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import type { PackSource } from './domain/packs/packScene.ts';
import type { MinutesInput } from './domain/packs/toMinutes.ts';
import type { Actor } from './domain/people/actor.ts';
import type { Store } from './domain/store.ts';
import { createOfficialFigures } from './officialFigures.ts';
import { openAgreements, type RunningAgreements } from './openAgreements.ts';
import { openAssistance } from './openAssistance.ts';
import type { Desk } from './openDesk.ts';
import { openEvaluations, type ProgrammeSource } from './openEvaluations.ts';
import { openPacks, type RunningPacks } from './openPacks.ts';
import { openProgrammes, type RunningProgrammes } from './openProgrammes.ts';
import { openPublic } from './openPublic.ts';
import type { RoomPart } from './openRoom.ts';
import { openSessions } from './openSessions.ts';
import type { OpenNamespace } from './openSockets.ts';
import type { LiveRegion } from './regions/liveRegion.ts';
import type { Accounts } from './startDesk.ts';

/** Needs of what officials work with. */
export interface ReviewParts {
  /** Opens a namespace beside `/live` and `/desk`. */
  readonly addNamespace: (open: OpenNamespace) => void;
  readonly region: LiveRegion;
  readonly store: Store;
  readonly liveState: LiveState;
  readonly definitions: Definitions;
  readonly writer: StreamWriter;
  readonly accounts: Accounts;
  readonly desk: Desk;
  readonly settings: Settings;
  readonly now: () => number;
  /** Milliseconds that no hand can set. */
  readonly monotonic: () => number;
  readonly log: Logger;
  /** Tells open pages of the desk that what they show of a topic is old. */
  readonly tell: (topic: DeskTopic) => void;
}

/** Composes what officials work with: programmes, money, evaluation, agreements, sessions. What one part tells of another is handed over here. */
export async function openReview(parts: ReviewParts): Promise<RoomPart> {
  const figures = createOfficialFigures(parts);
  const programmes = await openProgrammes(parts);
  const agreements = openAgreements({ ...parts, figures });
  const packs = openPacks(parts, toSections({ programmes, agreements }, parts));
  const sessions = openSessions({
    ...parts,
    actionPromises: () => agreements.listPromises(parts.now()),
    agreementTitle: agreements.titleOf,
    freeze: ({ by, ...minutes }) => freezeSession(packs, minutes, by),
  });
  const opened: readonly RoomPart[] = [
    programmes,
    agreements,
    openAssistance({ ...parts, figures }),
    openEvaluations({ ...parts, figures, programmes: () => listProgrammes(parts.region) }),
    packs,
    openPublic(parts, packs.packs),
    sessions,
  ];
  return {
    routes: opened.flatMap(({ routes }) => routes),
    async stop() {
      for (const part of opened.toReversed()) await part.stop();
    },
  };
}

/** What a session showed as it ended, with its minutes; once for each session. */
async function freezeSession({ packs }: RunningPacks, minutes: MinutesInput, by: Actor): Promise<string> {
  const { id, title } = minutes.session;
  return (await packs.freeze({ key: `session-${id}`, title, by, session: minutes })).id;
}

/** What a pack holds beside figures: both registers as they stand, and what agreements promise. */
function toSections(
  {
    programmes: { programmes },
    agreements,
  }: { programmes: RunningProgrammes; agreements: RunningAgreements },
  { now }: ReviewParts,
): readonly PackSource[] {
  return [
    {
      name: 'programmes',
      read: async (pillar) => programmes.list().filter((one) => pillar === null || one.pillar === pillar),
    },
    {
      name: 'budgets',
      read: async (pillar) => programmes.budgets(Number(programmes.today().slice(0, 4)), pillar),
    },
    { name: 'promises', read: () => agreements.listPromises(now()) },
  ];
}

/** Programmes as estimates look at them; what nobody entered stays unknown. */
function listProgrammes({ catalogue }: LiveRegion): ProgrammeSource {
  return {
    programmes: catalogue.programmes.map(toEstimatedProgramme),
    simulated: catalogue.programmes.some(({ simulated }) => simulated),
  };
}
