import { type SeriesKey, toSeriesKey } from '#shared/model/seriesKey.ts';
import { createOpenData } from './domain/openData/createOpenData.ts';
import { toSpan } from './domain/openData/readRows.ts';
import type { Packs } from './domain/packs/createPacks.ts';
import { toLimitKey } from './feeds/http/clientAddress.ts';
import { createOpenRoutes } from './http/openRoutes.ts';
import { createPublicRoutes } from './http/publicRoutes.ts';
import type { ReviewParts } from './openReview.ts';
import type { RoomPart } from './openRoom.ts';

/** Composes what anyone may see: pages and open data, or nothing at all where the page is switched off. */
export function openPublic(parts: ReviewParts, packs: Packs): RoomPart {
  const { region, store, liveState, writer, settings, accounts, now } = parts;
  if (!settings.publicPage) return { routes: [], stop: () => undefined };
  const { publisher, licence, metadata, closed } = region.open;
  const terms = { publisher, licence, metadata };
  const touches = new Map<SeriesKey, number>();
  const stopTouches = writer.onWrite((series) => {
    for (const { indicator, area } of series) {
      const key = toSeriesKey(indicator, area);
      touches.set(key, (touches.get(key) ?? 0) + 1);
    }
  });
  // Every change of a figure, and every look at one, is a link of the audit.
  const version = async () => `${liveState.epoch} ${(await store.auditHead()).n} ${region.catalogueVersion}`;
  const source = {
    store,
    records: () => [...liveState.listChanges()].map(({ record }) => record),
    version,
    touched: (key: SeriesKey) => touches.get(key) ?? 0,
    indicators: () => region.catalogue.indicators,
    indicator: region.indicator,
    area: region.area,
    zone: region.catalogue.region.zone,
    retention: region.retention,
    closed,
    now,
  };
  const open = createOpenData({
    ...source,
    catalogue: () => region.catalogue,
    agency: (code) => region.agencies.find((one) => one.code === code),
    terms,
    base: settings.publicUrl ?? '',
  });
  return {
    routes: [
      ...createPublicRoutes({
        open,
        packs,
        terms,
        catalogue: () => region.catalogue,
        mode: settings.mode,
        now,
      }),
      ...createOpenRoutes({
        open,
        toSpan: (indicator, asked) => toSpan(indicator, asked, source),
        version,
        region: () => region.catalogue.region.name,
        toCaller: (request) => toLimitKey(accounts.clientAddress(request)),
        now,
      }),
    ],
    stop: () => {
      stopTouches();
    },
  };
}
