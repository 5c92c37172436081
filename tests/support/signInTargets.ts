import type { Target } from './badJson.ts';

/** What is sent to sign in; nobody's password is guessed by it. */
export const signInTargets: readonly Target[] = [
  {
    method: 'POST',
    path: '/api/auth/sign-in/email',
    count: 2_500,
    base: { email: 'admin@x.id', password: 'x' },
    as: 'nobody',
  },
  {
    method: 'POST',
    path: '/api/auth/change-password',
    count: 800,
    base: { currentPassword: 'x', newPassword: 'perahu-merah-77-sungai' },
    as: 'clerk',
  },
  {
    method: 'POST',
    path: '/api/auth/two-factor/verify-totp',
    count: 400,
    base: { code: '000000' },
    as: 'nobody',
  },
  { method: 'POST', path: '/api/auth/two-factor/enable', count: 300, base: { password: 'x' }, as: 'clerk' },
];
