/** Who asks in the matrix of S1. */
export const callerNames = [
  'anonymous',
  'viewer',
  'own-clerk',
  'other-clerk',
  'verifier',
  'operator',
  'presenter',
  'admin',
  'write-token',
  'read-token',
  'revoked-token',
  'expired-token',
  'made-up-token',
  'disabled',
  'demoted',
  'demoted-anew',
  'signed-out',
  'paired-wall',
  'revoked-wall',
  'guest',
  'early-guest',
  'other-guest',
  'revoked-guest',
  'late-guest',
] as const;
export type CallerName = (typeof callerNames)[number];

/** Role that a caller has now; whoever is missing here has none. */
export const roleOf: Readonly<Partial<Record<CallerName, string>>> = {
  viewer: 'viewer',
  'own-clerk': 'clerk',
  'other-clerk': 'clerk',
  verifier: 'verifier',
  operator: 'operator',
  presenter: 'presenter',
  admin: 'admin',
  'demoted-anew': 'viewer',
};

/** Roles, space by space; `own:` where a clerk of another agency is refused. */
export type Rule =
  | 'anyone'
  | 'viewing'
  | 'session'
  | 'write-token'
  | 'this-machine'
  | 'wall'
  /** Guests of any session that is not over, and whoever is signed in. */
  | 'guests'
  /** Guests of the very session, and whoever is signed in. */
  | 'in-session'
  /** Of those, whoever presents, or whoever does not. */
  | 'presenting'
  | 'following'
  /** Whoever signs the body; none of the callers of the matrix does. */
  | 'signature'
  | `roles:${string}`
  | `own:${string}`;

const reviewing = 'roles:verifier presenter admin';
const seeing = 'roles:operator presenter admin';
const acting = 'roles:operator admin';
const leading = 'roles:presenter admin';
const feeding = 'own:clerk verifier admin';

/** Written by hand from the documents, not from the server: a route that is not here fails the matrix. */
export const routeTable: Readonly<Record<string, Rule>> = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'this-machine',
  'POST /api/v1/readings': 'write-token',
  'GET /api/v1/catalogue': 'viewing',
  'GET /api/v1/pillars': 'viewing',
  'GET /api/v1/areas': 'viewing',
  'GET /api/v1/agencies': 'viewing',
  'GET /api/v1/indicators': 'viewing',
  'GET /api/v1/indicators/:id': 'viewing',
  'GET /api/v1/feeds': 'viewing',
  'GET /api/v1/latest': 'viewing',
  'GET /api/v1/indicators/:id/history': 'viewing',
  'GET /api/v1/events': 'viewing',
  'POST /api/auth/sign-in/email': 'anyone',
  'POST /api/auth/sign-out': 'anyone',
  'POST /api/auth/sign-in/social': 'anyone',
  'POST /api/auth/two-factor/verify-totp': 'anyone',
  'POST /api/auth/two-factor/verify-backup-code': 'anyone',
  'POST /api/auth/two-factor/enable': 'session',
  'POST /api/auth/two-factor/disable': 'session',
  'POST /api/auth/change-password': 'session',
  'GET /api/auth/callback/oidc': 'anyone',
  'GET /api/v1/me': 'anyone',
  'POST /api/v1/setup': 'anyone',
  'GET /api/v1/invitations/:token': 'anyone',
  'POST /api/v1/invitations/:token/accept': 'anyone',
  'GET /api/v1/health': 'roles:operator presenter admin',
  'GET /api/v1/admin/people': 'roles:admin',
  'POST /api/v1/admin/invitations': 'roles:admin',
  'DELETE /api/v1/admin/invitations/:id': 'roles:admin',
  'PATCH /api/v1/admin/people/:id': 'roles:admin',
  'POST /api/v1/admin/people/:id/sign-out': 'roles:admin',
  'GET /api/v1/admin/tokens': 'roles:admin',
  'POST /api/v1/admin/tokens': 'roles:admin',
  'POST /api/v1/admin/tokens/:id/rotate': 'roles:admin',
  'DELETE /api/v1/admin/tokens/:id': 'roles:admin',
  'GET /api/v1/input/obligations': 'own:clerk verifier operator admin',
  'GET /api/v1/input/form': feeding,
  'POST /api/v1/input/submissions': feeding,
  'POST /api/v1/input/evidence': feeding,
  'GET /api/v1/input/evidence/:id': 'own:clerk verifier operator admin',
  'POST /api/v1/input/files': feeding,
  'GET /api/v1/input/files': feeding,
  'GET /api/v1/input/files/:id': feeding,
  'POST /api/v1/input/files/:id/preview': feeding,
  'POST /api/v1/input/files/:id/commit': feeding,
  'POST /api/v1/input/files/:id/undo': feeding,
  'GET /api/v1/verification/queue': 'roles:verifier admin',
  'POST /api/v1/verification/decisions': 'roles:verifier admin',
  'GET /api/v1/verification/locks': 'roles:verifier admin',
  'POST /api/v1/verification/locks': 'roles:verifier admin',
  'POST /api/v1/verification/unlock': 'roles:verifier admin',
  'GET /api/v1/trail': 'own:viewer clerk verifier operator presenter admin',
  'GET /api/v1/timeliness': 'session',
  'GET /api/v1/links': 'roles:verifier operator admin',
  'GET /api/v1/notices': 'session',
  'POST /api/v1/notices/:id/read': 'session',
  'GET /api/v1/situation': 'viewing',
  'GET /api/v1/situation/room': 'roles:operator presenter admin',
  'GET /api/v1/alarms/history': 'viewing',
  'GET /api/v1/alarms': 'roles:operator presenter admin',
  'GET /api/v1/alarms/log': 'roles:operator presenter admin',
  'GET /api/v1/alarms/load': 'roles:operator presenter admin',
  'GET /api/v1/alarms/periods': 'viewing',
  'GET /api/v1/alarms/rules': 'roles:operator presenter admin',
  'PUT /api/v1/alarms/rules/:id': 'roles:admin',
  'POST /api/v1/alarms/rules/:id/service': 'roles:operator admin',
  'POST /api/v1/alarms/actions': 'roles:operator admin',
  'POST /api/v1/alarms': 'roles:operator admin',
  'GET /api/v1/drills': 'roles:operator presenter admin',
  'GET /api/v1/drills/:id': 'roles:operator presenter admin',
  'GET /api/v1/drills/:id/report.csv': 'roles:operator presenter admin',
  'POST /api/v1/drills': 'roles:operator admin',
  'POST /api/v1/drills/:id/join': 'roles:operator admin',
  'POST /api/v1/drills/:id/end': 'roles:operator admin',
  'POST /api/v1/drills/scenarios': 'roles:operator admin',
  'DELETE /api/v1/drills/scenarios/:id': 'roles:operator admin',
  'GET /api/v1/admin/indicators': 'roles:admin',
  'POST /api/v1/admin/indicators/:id/versions': 'roles:admin',
  'GET /api/v1/admin/calendar': 'roles:admin',
  'POST /api/v1/admin/calendar': 'roles:admin',
  'GET /api/v1/admin/contacts/:agency': 'roles:admin',
  'PUT /api/v1/admin/contacts/:agency': 'roles:admin',
  'GET /api/v1/admin/audit': 'roles:admin',
  'GET /api/v1/admin/region': 'roles:admin',
  'GET /api/v1/admin/breach-export': 'roles:admin',
  'GET /api/v1/incidents': 'roles:operator presenter admin',
  'GET /api/v1/incidents/open': 'viewing',
  'GET /api/v1/incidents/:id': 'roles:operator presenter admin',
  'POST /api/v1/incidents': 'roles:operator admin',
  'POST /api/v1/incidents/:id/entries': 'roles:operator admin',
  'GET /api/v1/agreements': 'session',
  'GET /api/v1/agreements/promises': 'session',
  'GET /api/v1/agreements/:id': 'session',
  'POST /api/v1/agreements': reviewing,
  'POST /api/v1/agreements/:id/entries': reviewing,
  'POST /api/v1/agreements/:id/files': reviewing,
  'GET /api/v1/agreements/:id/files/:file': 'session',
  'GET /api/v1/assistance': 'session',
  'GET /api/v1/assistance/:id': 'session',
  'POST /api/v1/assistance': reviewing,
  'POST /api/v1/assistance/:id/entries': reviewing,
  'GET /api/v1/evaluations': 'session',
  'GET /api/v1/evaluations/crosswalk': 'session',
  'PUT /api/v1/evaluations/:year': reviewing,
  'POST /api/v1/evaluations/surveys': reviewing,
  'POST /api/v1/evaluations/surveys/:id/entries': reviewing,
  'GET /api/v1/cameras': 'viewing',
  'GET /api/v1/programmes': 'session',
  'GET /api/v1/programmes/:id': 'session',
  'GET /api/v1/programmes/:id/evidence/:file': 'session',
  // Whose the programme is stands in the body.
  'POST /api/v1/programmes': 'roles:clerk verifier admin',
  'PUT /api/v1/programmes/:id': 'own:clerk verifier admin',
  'GET /api/v1/budgets': 'session',
  'PUT /api/v1/budgets/:id/:year': 'own:clerk verifier admin',
  'GET /api/v1/shifts': 'roles:operator presenter admin',
  'POST /api/v1/shifts': 'roles:operator admin',
  'GET /api/v1/shifts/:id': 'roles:operator presenter admin',
  'POST /api/v1/shifts/:id/entries': 'roles:operator admin',
  'POST /api/v1/shifts/:id/crew': 'roles:operator admin',
  'POST /api/v1/shifts/:id/pictures': 'roles:operator admin',
  'GET /api/v1/shifts/:id/pictures/:file': 'roles:operator presenter admin',
  'POST /api/v1/shifts/:id/handover': 'roles:operator admin',
  'POST /api/v1/shifts/:id/handover/sign': 'roles:operator admin',
  'GET /api/v1/packs': 'session',
  'POST /api/v1/packs': 'roles:presenter admin',
  'GET /api/v1/packs/check': 'session',
  'POST /api/v1/packs/check': 'session',
  'GET /api/v1/packs/:id': 'session',
  'GET /api/v1/packs/:id/files/:kind': 'session',
  'POST /api/v1/ngsi-ld/notifications': 'write-token',
  'POST /api/v1/sensorthings/v1.1/Observations': 'write-token',
  'POST /api/v1/webhooks/:id': 'signature',
  'POST /api/v1/walls/pairings': 'anyone',
  'POST /api/v1/walls/pairings/claim': 'anyone',
  'GET /api/v1/walls': seeing,
  'POST /api/v1/walls': acting,
  'GET /api/v1/walls/:name': seeing,
  'PUT /api/v1/walls/:name': acting,
  'DELETE /api/v1/walls/:name': acting,
  'POST /api/v1/walls/:name/rename': acting,
  'POST /api/v1/walls/:name/watch': acting,
  'POST /api/v1/walls/:name/show': acting,
  'POST /api/v1/walls/:name/message': acting,
  'POST /api/v1/walls/:name/reload': acting,
  'GET /api/v1/walls/:name/picture': seeing,
  'POST /api/v1/walls/self/picture': 'wall',
  'GET /api/v1/sessions': 'session',
  'GET /api/v1/sessions/decisions': 'session',
  'GET /api/v1/sessions/people': leading,
  'GET /api/v1/sessions/:id': 'session',
  'POST /api/v1/sessions': leading,
  'POST /api/v1/sessions/:id/entries': leading,
  'POST /api/v1/sessions/:id/answers': 'in-session',
  'POST /api/v1/sessions/:id/signatures': 'in-session',
  'POST /api/v1/sessions/:id/join': 'anyone',
  'GET /api/v1/openapi.json': 'anyone',
  'GET /api/docs': 'anyone',
  'GET /api/docs/open.js': 'anyone',
  'GET /api/docs/swagger-ui.css': 'anyone',
  'GET /api/docs/swagger-ui-bundle.js': 'anyone',
  'GET /api/docs/swagger-ui-bundle.js.LICENSE.txt': 'anyone',
  'GET /region/map/{*file}': 'viewing',
  'GET /': 'anyone',
  'GET /wall': 'viewing',
  'GET /wall/pasang': 'anyone',
  'GET /wall/:name': 'viewing',
  'GET /console': 'anyone',
  'GET /console/{*page}': 'anyone',
  'GET /masuk': 'anyone',
  'GET /pasang': 'anyone',
  'GET /undangan/:token': 'anyone',
  'GET /input': 'anyone',
  'GET /input/{*page}': 'anyone',
  'GET /verifikasi': 'anyone',
  'GET /ketepatan': 'anyone',
  'GET /tautan': 'anyone',
  'GET /riwayat': 'anyone',
  'GET /program': 'anyone',
  'GET /program/{*page}': 'anyone',
  'GET /anggaran': 'anyone',
  'GET /pemberitahuan': 'anyone',
  'GET /akun': 'anyone',
  'GET /publik': 'anyone',
  'GET /publik/data': 'anyone',
  'GET /publik/data/:id': 'anyone',
  'GET /publik/periksa': 'anyone',
  'GET /api/v1/open/catalog.jsonld': 'anyone',
  'GET /api/v1/open/datasets': 'anyone',
  'GET /api/v1/open/datasets/:id': 'anyone',
  'GET /api/v1/open/datasets/:id/data.csv': 'anyone',
  'GET /api/v1/open/datasets/:id/data.json': 'anyone',
  'GET /api/v1/open/ngsi-ld/entities': 'anyone',
  'GET /api/v1/open/ngsi-ld/entities/:id': 'anyone',
  'GET /paket': 'anyone',
  'GET /paket/{*page}': 'anyone',
  'GET /admin': 'anyone',
  'GET /admin/{*page}': 'anyone',
  'GET /kesepakatan': 'anyone',
  'GET /kesepakatan/{*page}': 'anyone',
  'GET /pendampingan': 'anyone',
  'GET /pendampingan/{*page}': 'anyone',
  'GET /evaluasi': 'anyone',
  'GET /evaluasi/{*page}': 'anyone',
  'GET /sesi': 'anyone',
  'GET /sesi/{*page}': 'anyone',
  'GET /review/:id': 'anyone',
  'GET /assets/{*file}': 'anyone',
  'GET //{*file}': 'anyone',
};

/** The same for sockets: namespace, event and topic. A clerk's topics are of the agency `disdamkar`. */
export const eventTable: Readonly<Record<string, Rule>> = {
  '/live connect': 'viewing',
  '/live live:subscribe': 'viewing',
  '/live live:delta': 'viewing',
  '/live live:event': 'viewing',
  '/live live:feed': 'viewing',
  '/live live:alarm': 'viewing',
  '/live live:beat': 'viewing',
  '/live live:catalogue': 'viewing',
  '/wall connect': 'wall',
  '/wall wall:hello': 'wall',
  '/wall wall:proof': 'wall',
  '/wall wall:setup': 'wall',
  '/wall wall:show': 'wall',
  '/wall wall:message': 'wall',
  '/wall wall:reload': 'wall',
  '/desk connect': 'session',
  '/desk desk:changed obligations': 'own:viewer clerk verifier operator presenter admin',
  '/desk desk:changed verification': 'roles:verifier admin',
  '/desk desk:changed links': 'roles:verifier operator admin',
  '/desk desk:changed notices': 'own:viewer clerk verifier operator presenter admin',
  '/desk desk:changed people': 'roles:admin',
  '/desk desk:changed alarms': 'roles:operator presenter admin',
  '/desk desk:changed walls': 'roles:operator presenter admin',
  '/desk desk:changed incidents': 'roles:operator presenter admin',
  '/desk desk:changed shift': 'roles:operator presenter admin',
  '/desk desk:changed drill': 'roles:operator presenter admin',
  '/desk desk:changed health': 'roles:operator presenter admin',
  '/desk desk:changed sessions': 'session',
  '/desk desk:changed packs': 'roles:viewer clerk verifier operator presenter admin',
  '/desk desk:changed programmes': 'session',
  '/desk desk:changed agreements': 'session',
  '/desk desk:changed assistance': 'session',
  '/desk desk:changed evaluations': 'session',
  '/desk desk:ended': 'session',
  '/review connect': 'guests',
  '/review review:join': 'in-session',
  '/review review:show': 'presenting',
  '/review review:point': 'presenting',
  '/review review:ready': 'in-session',
  '/review review:shown': 'in-session',
  '/review review:pointed': 'following',
  '/review review:line': 'in-session',
  '/review review:people': 'in-session',
  '/review review:left': 'in-session',
};

/** The session of the matrix is presented by the caller of that name. */
function isInSession(
  rule: 'guests' | 'in-session' | 'presenting' | 'following',
  caller: CallerName,
): boolean {
  if (rule === 'presenting') return caller === 'presenter';
  if (rule === 'following' && caller === 'presenter') return false;
  const isOther = caller === 'early-guest' || caller === 'other-guest';
  return roleOf[caller] !== undefined || caller === 'guest' || (rule === 'guests' && isOther);
}

/** What the documents promise for one cell. */
export function isLet(rule: Rule, caller: CallerName, viewing: 'open' | 'signed-in'): boolean {
  const role = roleOf[caller];
  if (rule === 'anyone' || rule === 'this-machine') return true;
  if (rule === 'signature') return false;
  if (rule === 'viewing') {
    const isGuest = caller === 'guest' || caller === 'other-guest';
    const looks = role !== undefined || caller === 'read-token' || caller === 'paired-wall' || isGuest;
    return viewing === 'open' || looks;
  }
  if (rule === 'guests' || rule === 'in-session' || rule === 'presenting' || rule === 'following')
    return isInSession(rule, caller);
  if (rule === 'wall') return caller === 'paired-wall';
  if (rule === 'session') return role !== undefined;
  if (rule === 'write-token') return caller === 'write-token';
  const [kind, roles = ''] = rule.split(':');
  if (kind === 'own' && caller === 'other-clerk') return false;
  return role !== undefined && roles.split(' ').includes(role);
}
