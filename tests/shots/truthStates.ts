import type { AgencyCode } from '#shared/model/ids.ts';
import { toSystemActor } from '../../server/domain/people/actor.ts';
import { pushReadings } from '../support/api.ts';
import type { ShotServer } from './servers.ts';
import { shotAt } from './shotClock.ts';

interface StatedReading {
  readonly indicator: string;
  readonly area: string;
  readonly value: number | null;
  readonly observedAt: string;
  readonly quality?: 'good' | 'uncertain' | 'bad';
  readonly origin?: 'measured' | 'estimated' | 'derived';
  readonly correction?: true;
}

const region = '32.16';
const minuteMs = 60_000;

function at(minutesAgo: number): string {
  return new Date(shotAt - minutesAgo * minuteMs).toISOString();
}

/** A river that rose at noon, with a sensor that was silent for a while and then died. */
function buildRiver(): StatedReading[] {
  const steps = Array.from({ length: 120 }, (_, step) => 1_380 - step * 10);
  return steps
    .filter((minutesAgo) => minutesAgo > 200 && !(minutesAgo > 600 && minutesAgo < 760))
    .map((minutesAgo) => ({
      indicator: 'environment-river-level',
      area: region,
      value: Math.round(110 + 140 * Math.exp(-(((minutesAgo - 420) / 130) ** 2))),
      observedAt: at(minutesAgo),
      origin: 'measured',
    }));
}

/** One reading or more for every state that a figure can be in. */
const stated: readonly StatedReading[] = [
  // Beyond a limit, and rejected: a sensor that stuck.
  ...Array.from({ length: 24 }, (_, hour) => ({
    indicator: 'environment-pm25',
    area: region,
    value: Math.round((34 + 38 * Math.exp(-(((hour - 3) / 4) ** 2))) * 10) / 10,
    observedAt: at(32 + hour * 60),
    origin: 'measured' as const,
  })),
  { indicator: 'environment-ispu', area: region, value: null, observedAt: at(35), quality: 'bad' },
  {
    indicator: 'environment-waste-landfill',
    area: region,
    value: null,
    observedAt: at(400),
    quality: 'bad',
  },
  // Uncertain.
  {
    indicator: 'living-bed-occupancy',
    area: region,
    value: 71.4,
    observedAt: at(300),
    quality: 'uncertain',
  },
  {
    indicator: 'environment-flood-houses',
    area: region,
    value: 54_800,
    observedAt: at(500),
    quality: 'uncertain',
  },
  // Late beyond its grace.
  { indicator: 'economy-rice-price', area: region, value: 14_200, observedAt: at(6 * 1_440) },
  // Provisional, waiting for the walidata.
  { indicator: 'living-fire-response', area: region, value: 16.2, observedAt: at(1_440) },
  ...buildRiver(),
];

/** Indicators whose present value is corrected by one, so that the old one stands beside it. */
const corrected = ['environment-flood-events', 'living-rescues'];

function listCorrections({ running }: ShotServer): StatedReading[] {
  return [...running.liveState.listChanges()].flatMap(({ record }) =>
    corrected.includes(record.indicator) && record.value !== null
      ? [
          {
            indicator: record.indicator,
            area: record.area,
            value: record.value + 1,
            observedAt: new Date(record.observedAt).toISOString(),
            correction: true,
          },
        ]
      : [],
  );
}

/** Sends them through the public interface, each agency its own, corrections after what they correct. */
export async function pushTruthStates(server: ShotServer): Promise<void> {
  const { url, running } = server;
  for (const readings of [stated, listCorrections(server)]) {
    const groups = new Map<AgencyCode, StatedReading[]>();
    for (const reading of readings) {
      const agency = running.region.indicator(reading.indicator)?.agency;
      if (!agency) throw new Error(`the pack has no ${reading.indicator}`);
      groups.set(agency, [...(groups.get(agency) ?? []), reading]);
    }
    for (const [agency, own] of groups) {
      const made = await running.tokens.create(
        { agency, scopes: ['readings:write'], name: 'shots' },
        toSystemActor('shots'),
      );
      const answer = await pushReadings(url, made.secret, own);
      if (answer.status !== 201)
        throw new Error(`${agency} ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
  }
}
