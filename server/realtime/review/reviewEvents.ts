import type { NamespaceDefinition } from '../socketRegistry.ts';

/** `/review`: whoever is in a session follows what is shown (P28–P31). */
export const reviewNamespace: NamespaceDefinition = {
  name: '/review',
  access: { kind: 'session' },
  hears: ['review:join', 'review:show', 'review:point', 'review:ready'],
  sends: [
    { event: 'review:shown' },
    { event: 'review:pointed' },
    { event: 'review:line' },
    { event: 'review:people' },
    { event: 'review:left' },
  ],
};
