import { createHash, randomUUID } from 'node:crypto';
import { createPrinter } from './documents/createPrinter.ts';
import { createFileService } from './domain/files/createFileService.ts';
import { createPacks, type Packs } from './domain/packs/createPacks.ts';
import type { PackScene, PackSource } from './domain/packs/packScene.ts';
import { createPackRoutes } from './http/packRoutes.ts';
import { readNames } from './openDesk.ts';
import type { ReviewParts } from './openReview.ts';
import type { RoomPart } from './openRoom.ts';

/** Evidence packs while they can be made. */
export interface RunningPacks extends RoomPart {
  readonly packs: Packs;
}

/** Composes evidence packs over the live state; `sections` are what the other parts of the review add. */
export function openPacks(parts: ReviewParts, sections: readonly PackSource[]): RunningPacks {
  const { store, region, settings, now, tell } = parts;
  const printer = createPrinter((hash) => toCheckAddress(settings, hash));
  const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
  const packs = createPacks({
    store,
    files: createFileService({ store, now, randomId: randomUUID, hash }),
    scene: () => takeScene(parts),
    names: () => readNames(store, (code) => region.agencies.find((one) => one.code === code)),
    sections,
    print: printer.print,
    checkContent: printer.check,
    hash,
    onChange: () => tell('packs'),
  });
  return {
    packs,
    routes: createPackRoutes({ packs, now, zone: () => region.catalogue.region.zone }),
    stop: () => printer.stop(),
  };
}

/** Where a seal is checked: by anyone where there is a public page. Without an address of its own the server is named by nothing. */
function toCheckAddress({ publicUrl, publicPage }: ReviewParts['settings'], hash: string): string {
  if (!publicUrl) return `sha256:${hash}`;
  return `${publicUrl}${publicPage ? '/publik/periksa' : '/paket/periksa'}?hash=${hash}`;
}

function takeScene({ region, liveState, settings, definitions, now }: ReviewParts): PackScene {
  return {
    at: now(),
    mode: settings.mode,
    catalogue: region.catalogue,
    catalogueVersion: region.catalogueVersion,
    epoch: liveState.epoch,
    seq: liveState.seq,
    records: [...liveState.listChanges()].map(({ record }) => record),
    alarms: [...liveState.listAlarms()],
    links: liveState.listFeeds().map(({ feed }) => feed),
    area: region.area,
    versionsOf: (id) => definitions.list(id as never),
  };
}
