import type { Me } from '#shared/model/person.ts';

const homes: Readonly<Record<NonNullable<Me['user']>['role'], string>> = {
  viewer: '/ketepatan',
  'agency-operator': '/input',
  verifier: '/verifikasi',
  operator: '/console',
  presenter: '/ketepatan',
  admin: '/admin',
};

/** Where a person's work begins. */
export function homeOf({ role }: Pick<NonNullable<Me['user']>, 'role'>): string {
  return homes[role];
}
