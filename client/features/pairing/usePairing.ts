import { useEffect, useState } from 'react';
import type { Pairing } from '#shared/model/wall.ts';
import { claimPairing, openPairing, PairingError } from '../../connection/pairing.ts';

/** What a waiting screen shows. */
export interface PairingState {
  /** Null until there is a code. */
  readonly pairing: Pairing | null;
  readonly trouble: PairingError['trouble'] | null;
}

const askMs = 2_000;
const retryMs = { offline: 5_000, busy: 30_000 } as const;

/** Gets a code, waits until it is entered and gets another one when it is over; `onPaired` hears the wall's name. */
export function usePairing(onPaired: (name: string) => void): PairingState {
  const [state, setState] = useState<PairingState>({ pairing: null, trouble: null });
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (pairing: Pairing | null, delayMs: number): void => {
      if (!isGone) timer = setTimeout(() => void turn(pairing), delayMs);
    };
    const turn = async (pairing: Pairing | null): Promise<void> => {
      try {
        const held = pairing ?? (await openPairing());
        if (isGone) return;
        setState({ pairing: held, trouble: null });
        const name = await claimPairing(held);
        if (isGone) return;
        if (typeof name === 'string') onPaired(name);
        else again(name === null ? held : null, name === null ? askMs : 0);
      } catch (error) {
        const trouble = error instanceof PairingError ? error.trouble : 'offline';
        // The code may be good still: the line is down, the server remembers.
        if (!isGone) setState({ pairing, trouble });
        again(pairing, retryMs[trouble]);
      }
    };
    void turn(null);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [onPaired]);
  return state;
}
