import { Problem } from '#/domain/api/problems.ts';
import { dataRequest, type requestText } from '#/domain/data-map/entities/rights.ts';
import { kinds } from '#/domain/rights/kinds.ts';
import { type MoveName, moved, statesFor } from '#/domain/rights/moves.ts';
import { byThemselves } from '#/lambdas/platform/chooser.ts';
import { pageOf } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import { moving, type RequestRecord } from '#/vault/requests.ts';
import type { Vault } from '#/vault/vault.ts';
import { effectOf, undoing } from './effects.ts';
import { makeRequest } from './make.ts';
import type { Matter } from './matter.ts';
import { readRequest, there } from './read.ts';
import type { requestRoutes } from './requests.contract.ts';
import { show } from './show.ts';

type Routes = typeof requestRoutes;

function requireMoved(request: RequestRecord, name: Extract<MoveName, 'confirm' | 'cancel'>, now: number) {
  const to = moved(request.values, { name }, 'person', now);
  if (to) return to;
  const states = statesFor(name, 'person').join(' or ');
  throw new Problem('conflict', { detail: `It is ${request.values.state}; this takes a request that is ${states}.` });
}

async function readMatter(asked: Request<Routes['confirmRequest' | 'cancelRequest']>, vault: Vault) {
  const { door, caller, params } = asked;
  const { request, text, limits, register } = await readRequest(door, caller.personId, params.requestId);
  const by = () => byThemselves(vault, asked);
  const matter: Matter = { vault, door, by, request, text: there<typeof requestText>(text), limits };
  return { matter, register };
}

async function confirm(asked: Request<Routes['confirmRequest']>, vault: Vault): Promise<void> {
  const now = vault.now();
  const { matter, register } = await readMatter(asked, vault);
  const { request } = matter;
  const confirmed = requireMoved(request, 'confirm', now);
  const { answers, save } = await effectOf(matter);
  const to = (answers && moved(confirmed, { name: 'complete' }, 'service', now)) || confirmed;
  const { records, removes } = moving(vault, request, to, register);
  const event = { type: kinds[to.kind].event, subjectId: request.subject, resourceId: request.ids.requestId };
  await save({ records, removes, event });
}

async function cancel(asked: Request<Routes['cancelRequest']>, vault: Vault): Promise<void> {
  const { matter, register } = await readMatter(asked, vault);
  const { door, request } = matter;
  const { records, removes } = moving(vault, request, requireMoved(request, 'cancel', vault.now()), register);
  const event = { type: 'request.cancelled', subjectId: request.subject, resourceId: request.ids.requestId };
  await door.save({ records: [...records, ...undoing(matter)], removes, event });
}

async function readOne(
  { door, caller }: Pick<Request<Routes['readRequest']>, 'door' | 'caller'>,
  requestId: string,
  vault: Vault,
) {
  const { request, ...beside } = await readRequest(door, caller.personId, requestId);
  return show(vault, request, beside);
}

export const requestOperations: Operations<Routes> = {
  makeRequest: async (asked, { vault }) => readOne(asked, await makeRequest(asked, vault), vault),

  listRequests: async ({ door, caller, query }, { vault }) =>
    pageOf(await door.list(dataRequest, { personId: caller.personId }, query), (request) => show(vault, request)),

  readRequest: (asked, { vault }) => readOne(asked, asked.params.requestId, vault),

  confirmRequest: async (asked, { vault }) => {
    await confirm(asked, vault);
    return readOne(asked, asked.params.requestId, vault);
  },

  cancelRequest: async (asked, { vault }) => {
    await cancel(asked, vault);
    return readOne(asked, asked.params.requestId, vault);
  },
};
