import { lazy, type ReactNode, Suspense } from 'react';
import type { RouteObject } from 'react-router';

const AgreementsPage = lazy(async () => ({
  default: (await import('./AgreementPages.tsx')).AgreementsPage,
}));
const AgreementPage = lazy(async () => ({
  default: (await import('./AgreementPages.tsx')).AgreementPage,
}));
const PromisesPage = lazy(async () => ({
  default: (await import('./AgreementPages.tsx')).PromisesPage,
}));

const page = (node: ReactNode): ReactNode => <Suspense fallback={null}>{node}</Suspense>;

/** Pages that officials keep and anyone signed in reads. */
export const officialRoutes: RouteObject[] = [
  { path: '/kesepakatan', element: page(<AgreementsPage />) },
  { path: '/kesepakatan/janji', element: page(<PromisesPage />) },
  { path: '/kesepakatan/:id', element: page(<AgreementPage />) },
];
