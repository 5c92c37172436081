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
const AssistancePage = lazy(async () => ({
  default: (await import('./AssistancePages.tsx')).AssistancePage,
}));
const RecommendationPage = lazy(async () => ({
  default: (await import('./AssistancePages.tsx')).RecommendationPage,
}));
const EvaluationPage = lazy(async () => ({
  default: (await import('./EvaluationPages.tsx')).EvaluationPage,
}));
const CrosswalkPage = lazy(async () => ({
  default: (await import('./EvaluationPages.tsx')).CrosswalkPage,
}));

const page = (node: ReactNode): ReactNode => <Suspense fallback={null}>{node}</Suspense>;

/** Pages that officials keep and anyone signed in reads. */
export const officialRoutes: RouteObject[] = [
  { path: '/kesepakatan', element: page(<AgreementsPage />) },
  { path: '/kesepakatan/janji', element: page(<PromisesPage />) },
  { path: '/kesepakatan/:id', element: page(<AgreementPage />) },
  { path: '/pendampingan', element: page(<AssistancePage />) },
  { path: '/pendampingan/:id', element: page(<RecommendationPage />) },
  { path: '/evaluasi', element: page(<EvaluationPage />) },
  { path: '/evaluasi/padanan', element: page(<CrosswalkPage />) },
];
