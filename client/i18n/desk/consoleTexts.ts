import { defineTexts } from './defineTexts.ts';

/** Words of the console's frame. */
export const consoleTexts = defineTexts(
  {
    label: 'Konsol operator',
    menu: 'Menu konsol',
    unsent: '{{count}} catatan belum tercatat',
    desk: 'Meja kerja',
    wall: 'Buka layar dinding',
    page: {
      alarm: 'Alarm',
      incident: 'Kejadian',
      wall: 'Layar',
      shift: 'Jaga',
      time: 'Waktu',
      drill: 'Latihan',
      health: 'Sistem',
      links: 'Tautan data',
    },
  },
  {
    label: 'Operator console',
    menu: 'Console menu',
    unsent: 'Lines not recorded yet: {{count}}',
    desk: 'Desk',
    wall: 'Open the wall',
    page: {
      alarm: 'Alarms',
      incident: 'Incidents',
      wall: 'Walls',
      shift: 'Shift',
      time: 'Time',
      drill: 'Drills',
      health: 'System',
      links: 'Data links',
    },
  },
);
