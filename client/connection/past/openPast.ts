import { serverClock } from '../../lib/serverClock.ts';
import { awaitPast, showPresent } from '../../stores/conductor.ts';
import { liveStore, presentStore } from '../../stores/liveStore.ts';
import { timeStore, touchTime } from '../../stores/timeStore.ts';
import { changeView, useViewStore } from '../../stores/viewStore.ts';
import { loadPart } from '../loadPart.ts';
import type { TimeCommand, TimeReport } from './timeMessages.ts';

/** Steering is a part of its own: a wall that never looks back never loads it. */
async function loadControl() {
  const { pastControl } = await loadPart(() => import('./pastControl.ts'));
  return pastControl;
}

/** A named wall starts in the present whatever its address says, and so does any page that is opened again. */
function mayOpenInPast(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return location.pathname === '/wall' && entry?.type === 'navigate';
}

/** Opens the past that the address names, where it may. */
export function openPast(): void {
  const { moment } = useViewStore.getState();
  if (moment === null) return;
  if (!mayOpenInPast()) {
    changeView({ moment: null });
    return;
  }
  awaitPast(moment);
  timeStore.setState({ wantedAt: moment });
  void loadControl().then((control) => {
    if (timeStore.getState().wantedAt === moment) control.goTo(moment);
  });
}

/** Obeys the page of ours that this one stands in, and tells it what is shown. Returns its stop function; nothing where there is none. */
export function obeyParent(): () => void {
  const { parent } = window;
  if (parent === window) return () => undefined;
  /** How often the present was asked for: what was asked before is not carried out after it, however late the part that does it comes. */
  let returns = 0;
  const obey = ({ origin, source, data }: MessageEvent): void => {
    if (origin !== location.origin || source !== parent || !isCommand(data)) return;
    touchTime();
    const before = returns;
    if (data.do === 'present') {
      returns += 1;
      showPresent();
    } else if (data.do === 'view') changeView(data.view);
    else if (data.do === 'speed') timeStore.setState({ speed: data.speed });
    else void loadControl().then((control) => returns === before && carryOut(control, data));
  };
  const tell = (): void => {
    const { wantedAt, isPlaying, speed, fault, keptSince } = timeStore.getState();
    const { pastAt } = liveStore.getState();
    const now = serverClock.isSynced() ? serverClock.now() : null;
    const steering = { wantedAt, isPlaying, speed, fault, keptSince };
    const report: TimeReport = { kind: 'simpul:shown', pastAt, now, ...steering };
    parent.postMessage(report, location.origin);
  };
  window.addEventListener('message', obey);
  const stops = [
    timeStore.subscribe(tell),
    presentStore.subscribe((now, before) => {
      if (now.link !== before.link) tell();
    }),
    liveStore.subscribe((now, before) => {
      if (now.pastAt !== before.pastAt) tell();
    }),
  ];
  tell();
  return () => {
    window.removeEventListener('message', obey);
    for (const stop of stops) stop();
  };
}

type Control = Awaited<ReturnType<typeof loadControl>>;

function carryOut(control: Control, command: TimeCommand): void {
  if (command.do === 'go') control.goTo(command.at);
  else if (command.do === 'play') control.play(command.speed);
  else if (command.do === 'pause') control.pause();
}

/** What comes from our own origin is ours; only its kind is looked at. */
function isCommand(data: unknown): data is TimeCommand {
  return typeof data === 'object' && data !== null && (data as TimeCommand).kind === 'simpul:time';
}
