import { Problem } from '#/domain/api/problems.ts';
import { dataRequest, type requestText } from '#/domain/data-map/entities/rights.ts';
import { kinds } from '#/domain/rights/kinds.ts';
import { type MoveName, moved, statesFor } from '#/domain/rights/moves.ts';
import { pageOf } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import { moving, type RequestRecord } from '#/vault/requests.ts';
import type { Vault } from '#/vault/vault.ts';
import { effectOf, type Matter, undoing } from './effects.ts';
import { makeRequest } from './make.ts';
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

async function readMatter({ door, caller, params }: Request<Routes['confirmRequest' | 'cancelRequest']>) {
  const { request, text, limits, register } = await readRequest(door, caller.personId, params.requestId);
  const matter: Matter = { door, request, text: there<typeof requestText>(text), limits };
  return { matter, register };
}

async function confirm(asked: Request<Routes['confirmRequest']>, vault: Vault): Promise<RequestRecord> {
  const now = vault.now();
  const { matter, register } = await readMatter(asked);
  const { door, request } = matter;
  const confirmed = requireMoved(request, 'confirm', now);
  const { records, answers } = await effectOf(matter);
  const to = (answers && moved(confirmed, { name: 'complete' }, 'service', now)) || confirmed;
  const written = moving(vault, request, to, register);
  const event = { type: kinds[to.kind].event, subjectId: request.subject, resourceId: request.ids.requestId };
  const [saved] = await door.save({ records: [...written.records, ...records], removes: written.removes, event });
  return saved as Saved<typeof dataRequest>;
}

async function cancel(asked: Request<Routes['cancelRequest']>, vault: Vault): Promise<RequestRecord> {
  const { matter, register } = await readMatter(asked);
  const { door, request } = matter;
  const written = moving(vault, request, requireMoved(request, 'cancel', vault.now()), register);
  const event = { type: 'request.cancelled', subjectId: request.subject, resourceId: request.ids.requestId };
  const records = [...written.records, ...undoing(matter)];
  const [saved] = await door.save({ records, removes: written.removes, event });
  return saved as Saved<typeof dataRequest>;
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

  confirmRequest: async (asked, { vault }) => show(vault, await confirm(asked, vault)),

  cancelRequest: async (asked, { vault }) => show(vault, await cancel(asked, vault)),
};
