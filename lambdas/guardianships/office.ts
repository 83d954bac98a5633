import { Problem } from '#/domain/api/problems.ts';
import { ageStanding, majorityAt } from '#/domain/consent/ages.ts';
import { type GuardianMethod, methodsFor, proofAsked } from '#/domain/consent/guardians.ts';
import { ageBand, guardian, guardianship } from '#/domain/data-map/entities/guardians.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Door } from '#/vault/door.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { type GuardianshipRecord, officeRows, waitingRows } from '#/vault/guardianships.ts';
import { isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';
import type { officeRoutes } from './office.contract.ts';

type Confirm = Request<(typeof officeRoutes)['confirmGuardianship']>;
type Age = ValuesOf<typeof ageBand> | undefined;
const conflict = (detail: string): never => {
  throw new Problem('conflict', { detail });
};

const ofOffice = (door: Door, guardianshipId: string) => door.read(guardianship, { guardianshipId });

/** @throws Problem `conflict` unless it waits for the office */
async function waiting(door: Door, guardianshipId: string): Promise<GuardianshipRecord> {
  const found = await ofOffice(door, guardianshipId);
  return found.values.state === 'invited'
    ? found
    : conflict(`The guardianship does not wait: it is ${found.values.state}.`);
}

/** Both people's ages, and the relation between them if there was one before. */
async function between(door: Door, { values: { personId, guardianId } }: GuardianshipRecord) {
  const { ward, adult, relation } = await door.open({
    ward: of(ageBand, { personId }),
    adult: of(ageBand, { personId: guardianId }),
    relation: of(guardian, { personId, guardianId }),
  });
  const valuesOf = (age: typeof ward): Age => (age && !isErased(age) ? age.values : undefined);
  return {
    ward: valuesOf(ward),
    adult: valuesOf(adult),
    relation: relation && !isErased(relation) ? relation : undefined,
  };
}

/** @throws Problem `conflict` unless a minor is to be decided for, by an adult */
function checkAges({ ward, adult }: { ward: Age; adult: Age }, { instance, now }: Services): { until: number } {
  if (ageStanding(ward, instance, now()) !== 'below') conflict('The person decides alone; nobody decides for them.');
  const standing = ageStanding(adult, instance, now());
  if (standing === 'undeclared') conflict('The guardian has not told their age yet; they do so under /v1/me/age-band.');
  if (standing !== 'adult') conflict('The guardian is a minor.');
  return { until: majorityAt(ward?.majorityOn ?? '') };
}

/** @throws Problem `invalid-request` for a method that proves less than the laws of the minor ask for */
function checkMethod(method: GuardianMethod, ward: Age, { instance, now }: Services): void {
  const { country = '' } = ward ?? {};
  const possible = methodsFor(country, instance, now());
  if (possible.includes(method)) return;
  const { proof, citation } = proofAsked(country, instance, now());
  const problem = `must be ${possible.join(' or ')}: ${citation} asks for "${proof}"`;
  throw new Problem('invalid-request', { errors: [{ field: 'body.method', problem }] });
}

async function confirm({ door, caller, params, body }: Confirm, services: Services): Promise<GuardianshipRecord> {
  const found = await waiting(door, params.guardianshipId);
  const known = await between(door, found);
  const { until } = checkAges(known, services);
  checkMethod(body.method, known.ward, services);
  const { personId, guardianId, purposes } = found.values;
  const decided = { ...body, decidedBy: caller.personId, decidedAt: services.now(), until };
  const values = { guardianshipId: params.guardianshipId, status: 'active', purposes, until } as const;
  const relation: Draft<typeof guardian> = known.relation
    ? change(known.relation, values)
    : create(guardian, { personId, guardianId }, personId, values);
  const [saved] = await door.save({
    records: [change(found, { state: 'confirmed', ...decided }), relation],
    removes: waitingRows(found),
    event: { type: 'guardian.confirmed', subjectId: personId, resourceId: params.guardianshipId },
  });
  return saved as GuardianshipRecord;
}

export const officeOperations: Operations<typeof officeRoutes> = {
  listGuardianshipCases: async ({ door, query }) => {
    const { items, next } = await door.pointers(guardianship, 2, {}, query);
    const refs = items.map(({ ids: { guardianshipId = '' }, subject }) =>
      of(guardianship, { guardianshipId }, subject),
    );
    return pageOf({ items: await door.readAll(refs), next }, represent);
  },

  readGuardianshipCase: async ({ door, params }) => represent(await ofOffice(door, params.guardianshipId)),

  confirmGuardianship: async (request, services) => represent(await confirm(request, services)),

  refuseGuardianship: async ({ door, caller, params }, { now }) => {
    const found = await waiting(door, params.guardianshipId);
    const [saved] = await door.save({
      records: [change(found, { state: 'refused', decidedBy: caller.personId, decidedAt: now() })],
      removes: officeRows(found),
      event: { type: 'guardian.refused', subjectId: found.values.personId, resourceId: params.guardianshipId },
    });
    return represent(saved as GuardianshipRecord);
  },
};
