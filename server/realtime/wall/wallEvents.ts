import type { NamespaceDefinition } from '../socketRegistry.ts';

/** `/wall`: paired walls alone (P21–P26, P33). */
export const wallNamespace: NamespaceDefinition = {
  name: '/wall',
  access: { kind: 'wall' },
  hears: ['wall:hello', 'wall:proof'],
  sends: [
    { event: 'wall:setup' },
    { event: 'wall:show' },
    { event: 'wall:message' },
    { event: 'wall:reload' },
    { event: 'wall:picture' },
    { event: 'wall:pointed' },
  ],
};
