import { useUser } from '../../hooks/desk/useDesk.ts';

/** True where the person keeps entries of an agency, or of any for null; the server decides again on each call. */
export function useMayKeep(agency: string | null): boolean {
  const user = useUser();
  if (user.role === 'verifier' || user.role === 'admin') return true;
  return user.role === 'agency-operator' && (agency === null || user.agency === agency);
}
