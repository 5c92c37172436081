import { createHash, randomUUID } from 'node:crypto';
import { agreementLimits } from '#shared/model/agreement.ts';
import type { SessionPromise } from '#shared/model/session.ts';
import { toLocalDate } from '#shared/rules/workingDays.ts';
import { createAgreements } from './domain/agreements/createAgreements.ts';
import { createFileService } from './domain/files/createFileService.ts';
import { createRegister } from './domain/records/createRegister.ts';
import { createAgreementRoutes } from './http/agreementRoutes.ts';
import type { OfficialFigures } from './officialFigures.ts';
import type { ReviewParts } from './openReview.ts';
import type { RoomPart } from './openRoom.ts';

/** Needs of `openAgreements`. */
export interface AgreementPartsOfRoom
  extends Pick<ReviewParts, 'region' | 'store' | 'settings' | 'now' | 'tell'> {
  readonly figures: OfficialFigures;
}

/** Agreements while they run. */
export interface RunningAgreements extends RoomPart {
  /** What was promised, for a session that begins with it. */
  listPromises(now: number): Promise<readonly SessionPromise[]>;
  /** What one is called; null for none of this id. */
  titleOf(id: string): Promise<string | null>;
}

/** Composes the register of agreements over the pack's and the store. */
export function openAgreements(parts: AgreementPartsOfRoom): RunningAgreements {
  const { region, store, settings, now, tell, figures } = parts;
  const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
  const files = createFileService({ store, now, randomId: randomUUID, hash });
  const agency = (code: string) => region.agencies.find((one) => one.code === code);
  const { zone } = region.catalogue.region;
  const toDay = (at: number): string => toLocalDate(at, zone);
  const agreements = createAgreements({
    register: createRegister({
      store,
      kind: 'agreement',
      base: new Map(region.agreements.map(({ id, version: _, ...doc }) => [id, doc])),
      now,
      hash,
      max: agreementLimits.agreements,
      onChange: () => tell('agreements'),
    }),
    isAgency: (code) => agency(code) !== undefined,
    isIndicator: (id) => region.indicator(id) !== undefined,
    agencyLabel: (code) => agency(code)?.abbreviation ?? code,
    figure: figures.figure,
    toDay,
    today: () => toDay(now()),
    now,
    isSimulated: settings.mode !== 'live',
    keepFile: files.keep,
  });
  return {
    routes: createAgreementRoutes({ agreements, readBytes: files.readBytes }),
    listPromises: agreements.listPromises,
    titleOf: agreements.titleOf,
    stop: () => undefined,
  };
}
