import { lazy, type ReactNode, Suspense } from 'react';
import type { RouteObject } from 'react-router';

// A file of its own: clerks on a phone never load what sessions need.
const load = () => import('./SessionPages.tsx');
const SessionsPage = lazy(async () => ({ default: (await load()).SessionsPage }));
const DecisionsPage = lazy(async () => ({ default: (await load()).DecisionsPage }));
const NewSessionPage = lazy(async () => ({ default: (await load()).NewSessionPage }));
const SessionDetailPage = lazy(async () => ({ default: (await load()).SessionDetailPage }));

const page = (node: ReactNode): ReactNode => <Suspense fallback={null}>{node}</Suspense>;

/** Pages of sessions, below the frame of the desk. */
export const sessionRoutes: RouteObject[] = [
  { path: '/sesi', element: page(<SessionsPage />) },
  { path: '/sesi/putusan', element: page(<DecisionsPage />) },
  { path: '/sesi/baru', element: page(<NewSessionPage />) },
  { path: '/sesi/:id', element: page(<SessionDetailPage />) },
];
