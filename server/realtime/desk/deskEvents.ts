import { roles, watchingRoles } from '#shared/model/lists.ts';
import { type DeskTopic, deskTopics } from '#shared/protocol/desk.ts';
import type { Access } from '../../domain/people/access.ts';
import type { NamespaceDefinition } from '../socketRegistry.ts';

const room = { kind: 'roles', roles: watchingRoles } as const;
const everyone = { kind: 'roles', roles, own: 'agency' } as const;

/** Who is told of a topic: whoever may read what it stands for; clerks only for their own agency. */
export const topicAccess: Readonly<Record<DeskTopic, Access>> = {
  obligations: everyone,
  verification: { kind: 'roles', roles: ['verifier', 'admin'] },
  links: { kind: 'roles', roles: ['verifier', 'operator', 'admin'] },
  notices: everyone,
  people: { kind: 'roles', roles: ['admin'] },
  alarms: room,
  walls: room,
  incidents: room,
  shift: room,
  drill: room,
  health: room,
  sessions: { kind: 'signed-in' },
};

/** `/desk`: the server tells, nobody asks (P17–P20). */
export const deskNamespace: NamespaceDefinition = {
  name: '/desk',
  access: { kind: 'signed-in' },
  hears: [],
  sends: [
    ...deskTopics.map((topic) => ({ event: 'desk:changed', topic, access: topicAccess[topic] })),
    { event: 'desk:ended' },
  ],
};
