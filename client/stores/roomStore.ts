import { create } from 'zustand';

interface RoomState {
  /** Critical alarms that hold the scene of a wall which is set so. */
  readonly criticalAlarms: number;
}

/** What of the room decides which scene a wall shows. */
export const useRoomStore = create<RoomState>(() => ({ criticalAlarms: 0 }));
