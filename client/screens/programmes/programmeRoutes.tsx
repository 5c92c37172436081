import { lazy, type ReactNode, Suspense } from 'react';
import type { RouteObject } from 'react-router';

// Each page is a file of its own: clerks on a phone never load what they do not open.
const ProgrammesPage = lazy(async () => ({ default: (await import('./ProgrammesPage.tsx')).ProgrammesPage }));
const ProgrammePage = lazy(async () => ({ default: (await import('./ProgrammePage.tsx')).ProgrammePage }));
const NewProgrammePage = lazy(async () => ({
  default: (await import('./ProgrammeFormPage.tsx')).NewProgrammePage,
}));
const EditProgrammePage = lazy(async () => ({
  default: (await import('./ProgrammeFormPage.tsx')).EditProgrammePage,
}));
const BudgetFormPage = lazy(async () => ({ default: (await import('./BudgetFormPage.tsx')).BudgetFormPage }));
const BudgetsPage = lazy(async () => ({ default: (await import('./BudgetsPage.tsx')).BudgetsPage }));
const MatrixPage = lazy(async () => ({ default: (await import('./MatrixPage.tsx')).MatrixPage }));
const CompletenessPage = lazy(async () => ({
  default: (await import('./CompletenessPage.tsx')).CompletenessPage,
}));

const RegisterFilesPage = lazy(async () => ({
  default: (await import('./RegisterImportPages.tsx')).RegisterFilesPage,
}));
const RegisterFilePage = lazy(async () => ({
  default: (await import('./RegisterImportPages.tsx')).RegisterFilePage,
}));

const page = (node: ReactNode): ReactNode => <Suspense fallback={null}>{node}</Suspense>;

/** Pages of programmes and their money. */
export const programmeRoutes: RouteObject[] = [
  { path: '/program', element: page(<ProgrammesPage />) },
  { path: '/program/baru', element: page(<NewProgrammePage />) },
  { path: '/program/matriks', element: page(<MatrixPage />) },
  { path: '/program/kelengkapan', element: page(<CompletenessPage />) },
  { path: '/program/impor', element: page(<RegisterFilesPage />) },
  { path: '/program/impor/:id', element: page(<RegisterFilePage />) },
  { path: '/program/:id', element: page(<ProgrammePage />) },
  { path: '/program/:id/ubah', element: page(<EditProgrammePage />) },
  { path: '/program/:id/uang/:year', element: page(<BudgetFormPage />) },
  { path: '/anggaran', element: page(<BudgetsPage />) },
];
