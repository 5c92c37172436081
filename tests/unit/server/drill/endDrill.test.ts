import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { endDrill } from '../../../../server/drill/endDrill.ts';

function open() {
  const lines: string[] = [];
  const done: string[] = [];
  const log = pino(
    { base: null },
    { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const doing = (name: string) => async () => void done.push(name);
  const failing = (name: string) => async () => {
    done.push(name);
    throw new Error(`${name} failed`);
  };
  return { lines, done, log, doing, failing };
}

describe('the end of a drill', () => {
  it('plays no more, reports, and stops its server', async () => {
    const { lines, done, log, doing } = open();
    await endDrill({ stopPlaying: doing('play'), report: doing('report'), stop: doing('stop') }, log);
    await endDrill({ stopPlaying: doing('play'), stop: doing('stop') }, log);
    expect(done).toEqual(['play', 'report', 'stop', 'play', 'stop']);
    expect(lines).toEqual([]);
  });

  it('logs what fails and goes on', async () => {
    const { lines, done, log, failing } = open();
    await endDrill({ stopPlaying: failing('play'), report: failing('report'), stop: failing('stop') }, log);
    expect(done).toEqual(['play', 'report', 'stop']);
    expect(lines).toEqual([
      'the drill could not stop playing',
      'the drill could not report',
      'the server of the drill could not stop',
    ]);
  });
});
