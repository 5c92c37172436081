import { openLanes } from './lane.ts';
import { type Comparison, interleave } from './measure.ts';
import { createNumbered } from './numbered.ts';
import { runPush } from './pushRun.ts';

const perSecond = 500;

/** From HTTP acknowledgement to the sockets, single readings of one series, beside a relay that stores nothing. */
export async function benchAck(isQuick: boolean): Promise<Comparison[]> {
  const lanes = await openLanes(1);
  const numbered = { ours: createNumbered(lanes.series), bare: createNumbered(lanes.series) };
  const sockets = isQuick ? 200 : 1_000;
  const measure = async (side: 'ours' | 'bare', seconds: number): Promise<number> => {
    const run = {
      sockets,
      callsPerSecond: perSecond,
      readingsPerCall: 1,
      countFrom: 'ack' as const,
      seconds,
    };
    return (await runPush(lanes[side], numbered[side], run)).p99Ms;
  };
  try {
    for (const side of ['ours', 'bare'] as const) await measure(side, 2);
    const medians = await interleave(
      isQuick ? 2 : 5,
      () => measure('ours', isQuick ? 3 : 10),
      () => measure('bare', isQuick ? 3 : 10),
    );
    return [
      {
        name: `ack to socket, ${perSecond} singles/s to ${sockets} sockets, p99`,
        unit: 'ms',
        ...medians,
        bound: { kind: 'atMost', ratio: 2 },
        note: 'bare relay with the same conflation',
      },
    ];
  } finally {
    await lanes.stop();
  }
}
