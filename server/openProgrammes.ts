import { createHash, randomUUID } from 'node:crypto';
import { createFileService } from './domain/files/createFileService.ts';
import { createProgrammes, type Programmes } from './domain/programmes/createProgrammes.ts';
import { createProgrammeHistory } from './domain/programmes/readHistory.ts';
import { createProgrammeRoutes } from './http/programmeRoutes.ts';
import type { ReviewParts } from './openReview.ts';
import type { RoomPart } from './openRoom.ts';

/** Programmes and their money while they run. */
export interface RunningProgrammes extends RoomPart {
  readonly programmes: Programmes;
}

/** How often the year that is shown is looked at again. */
const refreshMs = 60_000;

/** The registers of programmes and money. What changes there is at once in the catalogue, which walls reload. */
export async function openProgrammes(
  parts: Pick<ReviewParts, 'region' | 'store' | 'settings' | 'now' | 'tell'>,
): Promise<RunningProgrammes> {
  const { region, store, settings, now, tell } = parts;
  const files = createFileService({ store, now, randomId: randomUUID, hash: sha256 });
  const agency = (code: string) => region.agencies.find((one) => one.code === code);
  const pillarOf = new Map(
    region.catalogue.pillars.flatMap(({ id, subDimensions }) => subDimensions.map(({ code }) => [code, id])),
  );
  const show = (): void => region.applyProgrammes(programmes.catalogue());
  const programmes = createProgrammes({
    store,
    now,
    randomId: () => randomUUID().replaceAll('-', '').slice(0, 20),
    hash: sha256,
    zone: region.catalogue.region.zone,
    pack: region.catalogue.programmes,
    names: {
      isAgency: (code) => agency(code) !== undefined,
      isArea: (code) => region.area(code) !== undefined,
      isIndicator: (id) => region.indicator(id) !== undefined,
      pillarOf: (code) => pillarOf.get(code),
    },
    agencyLabel: (code) => agency(code)?.abbreviation ?? code,
    evidenceOwner: async (id) => (await files.findEvidence(id))?.owner ?? null,
    isSimulated: settings.mode !== 'live',
    onChange() {
      show();
      tell('programmes');
    },
  });
  await programmes.load();
  show();
  // At midnight another ceiling may be in force, at New Year's another year.
  const timer = setInterval(show, refreshMs);
  timer.unref();
  const filesOf = (id: string) => programmes.filesOf(id);
  const history = createProgrammeHistory(store, filesOf);
  return {
    programmes,
    routes: createProgrammeRoutes({ programmes, history, files, now }),
    stop: () => clearInterval(timer),
  };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
