import type { NamespaceDefinition } from '../socketRegistry.ts';

/** `/live`: reading only, for whoever may see the wall (P16). */
export const liveNamespace: NamespaceDefinition = {
  name: '/live',
  access: { kind: 'viewing' },
  hears: ['live:subscribe'],
  sends: ['live:delta', 'live:event', 'live:feed', 'live:alarm', 'live:beat', 'live:catalogue'].map(
    (event) => ({ event }),
  ),
};
