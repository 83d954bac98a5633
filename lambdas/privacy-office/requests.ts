import { Problem } from '#/domain/api/problems.ts';
import { dataRequest, openRequest, requestAnswer, requestRegister } from '#/domain/data-map/entities/rights.ts';
import { courseOf } from '#/domain/rights/course.ts';
import { type Move, moved, statesFor } from '#/domain/rights/moves.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import { type Door, type Pointer, present } from '#/vault/door.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { moving, type RequestRecord } from '#/vault/requests.ts';
import { isErased } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';
import { of } from '#/vault/visit.ts';
import { countQuarter } from './counts.ts';
import type { officeRoutes } from './requests.contract.ts';

/** A request as the office sees it. */
const show = ({ instance }: Vault, request: RequestRecord) => ({
  ...courseOf(instance, request),
  personId: request.ids.personId,
});

const refIn = ({ ids }: Pointer) => {
  const { personId = '', requestId = '' } = ids;
  return of(dataRequest, { personId, requestId });
};

/** Whose request it is: the path does not say. @throws Problem `not-found` */
async function find(door: Door, requestId: string): Promise<{ personId: string; requestId: string }> {
  const { items } = await door.pointers(dataRequest, 0, { requestId }, { limit: 1 });
  const personId = items[0]?.ids.personId;
  if (!personId) throw new Problem('not-found');
  return { personId, requestId };
}

async function readWithRegister(door: Door, requestId: string) {
  const ids = await find(door, requestId);
  const { personId } = ids;
  const { request, register, told } = await door.open({
    request: of(dataRequest, ids),
    register: of(requestRegister, { personId }),
    told: of(requestAnswer, ids),
  });
  return {
    request: present<typeof dataRequest>(request),
    register: register && !isErased(register) ? register : undefined,
    told: told && !isErased(told) ? told : undefined,
  };
}

function telling(
  { ids }: RequestRecord,
  told: Saved<typeof requestAnswer> | undefined,
  words: string | undefined,
): Draft[] {
  if (words === undefined) return [];
  return [told ? change(told, { words }) : create(requestAnswer, ids, ids.personId, { words })];
}

/** Moves a request on, and keeps what its person is told about it. @throws Problem `not-found`, `conflict` */
async function move(door: Door, vault: Vault, requestId: string, step: Move, words: string | undefined) {
  const { request, register, told } = await readWithRegister(door, requestId);
  const to = moved(request.values, step, 'office', vault.now());
  if (!to) {
    const from = statesFor(step.name, 'office').join(', ');
    const { kind, state } = request.values;
    throw new Problem('conflict', {
      detail: `It is about ${kind} and ${state}; this takes one that is ${from}, and in time.`,
    });
  }
  const { records, removes, values } = moving(vault, request, to, register);
  const event = { type: `request.${values.state}`, subjectId: request.subject, resourceId: requestId };
  const [saved] = await door.save({ records: [...records, ...telling(request, told, words)], removes, event });
  return show(vault, saved as Saved<typeof dataRequest>);
}

export const officeOperations: Operations<typeof officeRoutes> = {
  listOpenRequests: async ({ door, query }, { vault }) => {
    const { items, next } = await door.pointers(openRequest, 0, {}, { ...query, ascending: true });
    const requests = await door.readAll(items.map(refIn));
    return { items: requests.map((request) => show(vault, request)), next };
  },

  readOpenRequest: async ({ door, params }, { vault }) =>
    show(vault, await door.read(dataRequest, await find(door, params.requestId))),

  extendRequest: ({ door, params, body }, { vault }) =>
    move(door, vault, params.requestId, { name: 'extend', reason: body.reason }, body.explanation),

  refuseRequest: ({ door, params, body }, { vault }) =>
    move(door, vault, params.requestId, { name: 'refuse', reason: body.reason }, body.explanation),

  completeRequest: ({ door, params, body }, { vault }) =>
    move(door, vault, params.requestId, { name: 'complete' }, body.explanation),

  countRequests: async ({ door, query }, { vault }) => {
    await door.admission();
    return countQuarter(vault, query.quarter);
  },
};
