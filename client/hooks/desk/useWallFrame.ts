import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { TimeCommand, TimeReport } from '../../connection/past/timeMessages.ts';
import { serverClock } from '../../lib/serverClock.ts';

/** A wall that stands in a page of ours and does what it is told. */
export interface WallFrame {
  readonly ref: RefObject<HTMLIFrameElement | null>;
  /** What it last said of itself; null until it speaks. */
  readonly shown: TimeReport | null;
  send(command: CommandBody): void;
}

type CommandBody = TimeCommand extends infer Command
  ? Command extends TimeCommand
    ? Omit<Command, 'kind'>
    : never
  : never;

/** Listens to the wall in the frame and steers it. `first` is asked of it as soon as it speaks. */
export function useWallFrame(first: CommandBody | null): WallFrame {
  const ref = useRef<HTMLIFrameElement>(null);
  const pending = useRef(first);
  const [shown, setShown] = useState<TimeReport | null>(null);
  const send = useCallback((command: CommandBody): void => {
    ref.current?.contentWindow?.postMessage({ kind: 'simpul:time', ...command }, location.origin);
  }, []);
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent): void => {
      if (origin !== location.origin || source !== ref.current?.contentWindow || !isReport(data)) return;
      // The wall hears the server; the desk alone would go by this machine's clock.
      if (data.now !== null) serverClock.observe(data.now);
      setShown(data);
      if (pending.current) send(pending.current);
      pending.current = null;
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, [send]);
  return { ref, shown, send };
}

/** What comes from our own origin and that frame is ours; only its kind is looked at. */
function isReport(data: unknown): data is TimeReport {
  return typeof data === 'object' && data !== null && (data as TimeReport).kind === 'simpul:shown';
}
