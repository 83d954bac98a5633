import { type Relation, type Role, staffRoles } from '#/domain/access/roles.ts';
import type { Area } from '#/domain/api/area.ts';
import type { Way } from '#/domain/api/route.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { titled, unique } from './words.ts';

/** What an id in a record’s place says of who can stand in relation to it. A relation that is not here counts for all places. */
const places: readonly { readonly id: string; readonly relations: readonly Relation[] }[] = [
  { id: '{engagementId}', relations: ['coach', 'client'] },
  { id: '{organizationId}', relations: ['member', 'none'] },
  // Participants see each other’s profile by their engagement.
  { id: '{personId}', relations: ['self', 'coach', 'client'] },
  { id: '{subjectId}', relations: ['self'] },
];
const placed = new Set(places.flatMap(({ relations }) => relations));

function fits(entity: Entity, relation: Relation): boolean {
  if (!placed.has(relation)) return true;
  const templates = [entity.key, ...(entity.pointers ?? [])].map(({ pk }) => pk);
  return places.some(({ id, relations }) => relations.includes(relation) && templates.some((pk) => pk.includes(id)));
}

/** The ways of the contracts that lead to records of an entity: operations of its purpose, by whoever can relate to it. */
export const waysTo = (entity: Entity, areas: readonly Area[]): Way[] =>
  areas
    .flatMap(({ routes }) => Object.values(routes))
    .filter(({ purposes }) => purposes.includes(entity.purpose))
    .flatMap(({ who }) => (who === 'public' ? [] : who))
    .filter(({ relation }) => fits(entity, relation));

function readerOf({ role, relation }: Way): string {
  if (relation === 'self') return 'the person themselves';
  if (relation === 'coach' || relation === 'client') return `the ${relation} of the engagement`;
  return relation === 'member' ? `${roleNames[role]} of the organisation` : roleNames[role];
}

const roleNames: Readonly<Record<Role, string>> = {
  client: 'clients',
  org_admin: 'administrators',
  coach: 'coaches',
  sponsor: 'sponsors',
  support: 'support staff',
  security: 'security staff',
  privacy: 'the privacy office',
  platform_admin: 'platform administrators',
};

/** Who can reach records of an entity through the API, in words. */
export const readersOf = (entity: Entity, areas: readonly Area[]): string[] =>
  unique(waysTo(entity, areas).map(readerOf)).sort();

const isStaff = (role: Role): boolean => (staffRoles as readonly Role[]).includes(role);

/** Staff who have a way to other people’s records of an entity. */
export const staffWith = (entity: Entity, areas: readonly Area[]): string[] =>
  unique(
    waysTo(entity, areas)
      .filter(({ role, relation }) => isStaff(role) && relation !== 'self')
      .map(({ role }) => titled(role)),
  ).sort();
