import { watchingRoles } from '#shared/model/lists.ts';
import type { Role } from '#shared/model/role.ts';

/** Pages of the desk with the roles that may open them; what a page may do is decided again by each route. */
const pages: Readonly<Record<string, readonly Role[]>> = {
  console: watchingRoles,
  input: ['agency-operator', 'verifier', 'admin'],
  verification: ['verifier', 'admin'],
  timeliness: ['viewer', 'agency-operator', 'verifier', 'operator', 'presenter', 'admin'],
  packs: ['viewer', 'agency-operator', 'verifier', 'operator', 'presenter', 'admin'],
  sessions: ['viewer', 'agency-operator', 'verifier', 'operator', 'presenter', 'admin'],
  links: ['verifier', 'operator', 'admin'],
  admin: ['admin'],
};

/** Pages that a role may open, in the order in which they are offered. */
export function listPages(role: Role): string[] {
  return Object.keys(pages).filter((page) => pages[page]?.includes(role));
}
