import { createHash, randomUUID } from 'node:crypto';
import { createFileService } from './domain/files/createFileService.ts';
import { createProgrammes, type Programmes } from './domain/programmes/createProgrammes.ts';
import { createProgrammeHistory } from './domain/programmes/readHistory.ts';
import {
  createRegisterImports,
  type RegisterImports,
} from './domain/registerImports/createRegisterImports.ts';
import { createSpreadsheetReader } from './feeds/spreadsheet/createSpreadsheetReader.ts';
import { createProgrammeRoutes } from './http/programmeRoutes.ts';
import { createRegisterImportRoutes } from './http/registerImportRoutes.ts';
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
  const history = createProgrammeHistory(store, (id) => programmes.filesOf(id));
  const reader = createSpreadsheetReader();
  const imports = openImports(parts, { programmes, reader, files });
  return {
    programmes,
    routes: [
      ...createRegisterImportRoutes({ imports, agency }),
      ...createProgrammeRoutes({ programmes, history, files, now }),
    ],
    async stop() {
      clearInterval(timer);
      await reader.stop();
    },
  };
}

function openImports(
  { region, store, now }: Pick<ReviewParts, 'region' | 'store' | 'now'>,
  {
    programmes,
    reader,
    files,
  }: {
    programmes: Programmes;
    reader: ReturnType<typeof createSpreadsheetReader>;
    files: ReturnType<typeof createFileService>;
  },
): RegisterImports {
  return createRegisterImports({
    reader,
    files,
    store,
    source: {
      programmes: programmes.entries,
      budgetOf: programmes.findBudget,
      agencies: region.agencies,
      pillars: region.catalogue.pillars,
      areas: region.areas,
      check: programmes.check,
      today: programmes.today,
    },
    apply: programmes.storeAll,
    zone: region.catalogue.region.zone,
    now,
    randomId: randomUUID,
    hash: sha256,
  });
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
