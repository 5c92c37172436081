import { useQuery } from '@tanstack/react-query';
import type { Agency } from '#shared/model/agency.ts';
import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { operatingRoles, reviewingRoles } from '#shared/model/lists.ts';
import type { Me } from '#shared/model/person.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { Localised } from '#shared/model/text.ts';
import { fetchMe } from '../../connection/desk/account.ts';
import { fetchCatalogue } from '../../connection/desk/catalogue.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { markMode } from '../../lib/drillMark.ts';

/** Marks the page before anything of it is drawn: no page of a drill looks like a real one for a moment. */
async function fetchMarkedMe(): Promise<Me> {
  const me = await fetchMe();
  markMode(me.mode);
  return me;
}

/** Who is signed in, once known. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: fetchMarkedMe, staleTime: 60_000 });

/** The person who is signed in; pages behind the sign-in alone ask for it. */
export function useUser(): NonNullable<Me['user']> {
  const user = useMe().data?.user;
  if (!user) throw new Error('nobody is signed in');
  return user;
}

/** True where the person acts in the room; others only look. */
export function useMayAct(): boolean {
  return operatingRoles.includes(useUser().role);
}

/** True where the person keeps agreements, assistance and evaluations; others only read. */
export function useMayReview(): boolean {
  return reviewingRoles.includes(useUser().role);
}

/** Zone of the region's times, and how it is printed. */
export function useZone(): { readonly zone: string; readonly zoneLabel: string } {
  const { data } = useMe();
  return { zone: data?.zone ?? 'UTC', zoneLabel: data?.zoneLabel ?? 'UTC' };
}

/** Names of what the region is made of. */
export interface Names {
  readonly catalogue: Catalogue | undefined;
  indicator(id: string): Indicator | undefined;
  indicatorName(id: string): string;
  areaName(code: string): string;
  area(code: string): Area | undefined;
  agency(code: string): Agency | undefined;
  agencyName(code: string): string;
}

const toText = (text: Localised | undefined, fallback: string): string => text?.[deskLanguage()] ?? fallback;

/** Looks up names in the catalogue; a code stands for itself until it is there. */
export function useNames(): Names {
  const { data } = useQuery({ queryKey: ['catalogue'], queryFn: fetchCatalogue, staleTime: 300_000 });
  const indicator = (id: string) => data?.indicators.find((one) => one.id === id);
  const area = (code: string) => data?.areas.find((one) => one.code === code);
  const agency = (code: string) => data?.agencies.find((one) => one.code === code);
  return {
    catalogue: data,
    indicator,
    area,
    agency,
    indicatorName: (id) => toText(indicator(id)?.name, id),
    areaName: (code) => area(code)?.name ?? code,
    agencyName: (code) => agency(code)?.abbreviation ?? code,
  };
}
