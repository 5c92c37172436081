import {
  Activity,
  BellRing,
  ClipboardList,
  History,
  type LucideIcon,
  MonitorCheck,
  PlugZap,
  Siren,
  Target,
} from 'lucide-react';

interface Destination {
  readonly key: string;
  readonly to: string;
  readonly Icon: LucideIcon;
  /** Key that leads there after `g`. */
  readonly letter: string;
}

/** Pages of the console, in the order of its menu. */
export const destinations: readonly Destination[] = [
  { key: 'alarm', to: '/console', Icon: BellRing, letter: 'a' },
  { key: 'incident', to: '/console/kejadian', Icon: Siren, letter: 'k' },
  { key: 'wall', to: '/console/layar', Icon: MonitorCheck, letter: 'l' },
  { key: 'shift', to: '/console/jaga', Icon: ClipboardList, letter: 'j' },
  { key: 'time', to: '/console/waktu', Icon: History, letter: 'w' },
  { key: 'drill', to: '/console/latihan', Icon: Target, letter: 'd' },
  { key: 'health', to: '/console/sistem', Icon: Activity, letter: 's' },
  { key: 'links', to: '/console/tautan', Icon: PlugZap, letter: 't' },
];

/** Address of each letter. */
export const places: Readonly<Record<string, string>> = Object.fromEntries(
  destinations.map(({ letter, to }) => [letter, to]),
);
