import { createHash } from 'node:crypto';
import { assistanceLimits } from '#shared/model/assistance.ts';
import { toLocalDate } from '#shared/rules/workingDays.ts';
import { createAssistance } from './domain/assistance/createAssistance.ts';
import { createRegister } from './domain/records/createRegister.ts';
import { createAssistanceRoutes } from './http/assistanceRoutes.ts';
import type { OfficialFigures } from './officialFigures.ts';
import type { ReviewParts } from './openReview.ts';
import type { RoomPart } from './openRoom.ts';

/** Needs of `openAssistance`. */
export interface AssistancePartsOfRoom
  extends Pick<ReviewParts, 'region' | 'store' | 'settings' | 'now' | 'tell'> {
  readonly figures: OfficialFigures;
}

/** Composes recommendations and what followed them. */
export function openAssistance(parts: AssistancePartsOfRoom): RoomPart {
  const { region, store, settings, now, tell, figures } = parts;
  const { zone } = region.catalogue.region;
  const assistance = createAssistance({
    register: createRegister({
      store,
      kind: 'recommendation',
      base: new Map(),
      now,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      max: assistanceLimits.recommendations,
      onChange: () => tell('assistance'),
    }),
    occasions: region.occasions,
    isAgency: (code) => region.agencies.some((one) => one.code === code),
    isIndicator: (id) => region.indicator(id) !== undefined,
    figure: figures.figure,
    figureOn: figures.figureOn,
    now,
    today: () => toLocalDate(now(), zone),
    isSimulated: settings.mode !== 'live',
  });
  return { routes: createAssistanceRoutes(assistance), stop: () => undefined };
}
