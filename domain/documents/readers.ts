import { type Relation, type Role, staffRoles } from '#/domain/access/roles.ts';
import type { Area } from '#/domain/api/area.ts';
import type { Route, Way } from '#/domain/api/route.ts';
import { type Entity, isSealed } from '#/domain/data-map/entity.ts';
import { purposeToOpen } from '#/domain/data-map/purposes.ts';
import { titled, unique } from './words.ts';

/** Ids that place a record below a person, an engagement or an organisation, and who relates to that place. */
const placeIds: Readonly<Record<string, readonly Relation[]>> = {
  engagementId: ['coach', 'client'],
  organizationId: ['member', 'champion', 'none'],
  personId: ['self', 'guardian'],
  subjectId: ['self'],
};
const placed = new Set(Object.values(placeIds).flat());

type Open = Route & { readonly who: readonly Way[] };

/** Operations that state the entity’s purpose, or one that may use what was collected for it. */
const routesFor = ({ purpose }: Entity, areas: readonly Area[]): Open[] =>
  areas
    .flatMap(({ routes }) => Object.values(routes))
    .filter((route): route is Open => route.who !== 'public' && purposeToOpen(route.purposes, purpose) !== undefined);

const idsIn = (template: string): string[] => [...template.matchAll(/\{(\w+)\}/g)].map(([, id]) => id as string);

/** Who relates to the place where the record stands. Participants see each other’s profile by their engagement. */
function fits(entity: Entity, relation: Relation): boolean {
  const ids = [entity.key, ...(entity.pointers ?? [])].flatMap(({ pk }) => idsIn(pk));
  const isProfile = isSealed(entity) && ids.includes('personId') && placeIds.engagementId?.includes(relation);
  return isProfile || ids.some((id) => placeIds[id]?.includes(relation));
}

/**
 * The ways of the contracts that lead to records of an entity: of its purpose, through a path that names the record, or
 * else by how one relates to its place; and to content those that depend on no place, such as a grant. Keys are reached by nobody:
 * the vault uses them, and shows none.
 */
function waysTo(entity: Entity, areas: readonly Area[]): readonly Way[] {
  if (entity.store === 'keys') return [];
  const routes = routesFor(entity, areas);
  const ids = [entity.key.pk, entity.key.sk].flatMap(idsIn);
  const own = ids.filter((id) => !(id in placeIds));
  const naming = (names: readonly string[]) =>
    routes.filter(({ path }) => names.every((name) => path.includes(`{${name}}`))).flatMap(({ who }) => who);
  const exact = own.length > 0 ? naming(own) : naming(ids).filter(({ relation }) => fits(entity, relation));
  const near = naming([]).filter(({ relation }) => fits(entity, relation));
  // A list of one’s own names no record.
  const byPlace = exact.length > 0 ? [...exact, ...near.filter(({ relation }) => relation === 'self')] : near;
  const isContent = isSealed(entity) && entity.about !== 'organization';
  return [...byPlace, ...(isContent ? naming([]).filter(({ relation }) => !placed.has(relation)) : [])];
}

function readerOf({ role, relation }: Way): string {
  if (relation === 'self') return 'the person themselves';
  if (relation === 'coach' || relation === 'client') return `the ${relation} of the engagement`;
  if (relation === 'guardian') return 'the guardian who decides for a minor';
  if (relation === 'champion') return 'the privacy champions of the organisation';
  if (relation === 'member') return `${roleNames[role]} of the organisation`;
  return placed.has(relation) ? roleNames[role] : `${roleNames[role]} with an open grant`;
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
