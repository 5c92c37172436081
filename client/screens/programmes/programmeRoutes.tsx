import { lazy, type ReactNode, Suspense } from 'react';
import type { RouteObject } from 'react-router';

// Each page is a file of its own: clerks on a phone never load what they do not open.
const ProgrammesPage = lazy(async () => ({ default: (await import('./ProgrammesPage.tsx')).ProgrammesPage }));

const page = (node: ReactNode): ReactNode => <Suspense fallback={null}>{node}</Suspense>;

/** Pages of programmes and their money. */
export const programmeRoutes: RouteObject[] = [{ path: '/program', element: page(<ProgrammesPage />) }];
