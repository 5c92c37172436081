import { createContext, useContext } from 'react';

/** False inside a part that is kept with what was typed in it, but cannot be seen. */
export const ShownContext = createContext(true);

/** Whether the part that asks can be seen: what cannot asks for nothing. */
export function useShown(): boolean {
  return useContext(ShownContext);
}
