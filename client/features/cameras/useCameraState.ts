import { useCallback, useMemo, useRef, useState } from 'react';
import {
  type CameraSignal,
  type CameraState,
  startCamera,
  stepCamera,
  toCameraLimits,
} from '../../lib/cameraState.ts';
import { serverNow } from '../../lib/serverClock.ts';

/** The state of one camera on this screen, and the way to tell it what happened. */
export function useCameraState(
  refreshSeconds: number | null,
): readonly [CameraState, (kind: CameraSignal['kind']) => CameraState] {
  const [state, setState] = useState(() => startCamera(serverNow()));
  // Who signals needs the new state at once, before it is drawn.
  const current = useRef(state);
  const limits = useMemo(() => toCameraLimits(refreshSeconds), [refreshSeconds]);
  const signal = useCallback(
    (kind: CameraSignal['kind']): CameraState => {
      current.current = stepCamera(current.current, { kind, at: serverNow() }, limits);
      setState(current.current);
      return current.current;
    },
    [limits],
  );
  return [state, signal];
}
