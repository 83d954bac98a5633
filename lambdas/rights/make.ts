import { isFresh } from '#/domain/access/standing.ts';
import { Problem } from '#/domain/api/problems.ts';
import { requestRegister, requestText } from '#/domain/data-map/entities/rights.ts';
import { askFaults } from '#/domain/rights/ask.ts';
import { kinds } from '#/domain/rights/kinds.ts';
import { floodIn, noRequests, sameIn } from '#/domain/rights/register.ts';
import { byThemselves } from '#/lambdas/platform/chooser.ts';
import type { Request } from '#/lambdas/platform/serve.ts';
import { type Changes, create, type Draft } from '#/vault/draft.ts';
import { keyRow } from '#/vault/epochs.ts';
import { makeKeys } from '#/vault/people.ts';
import { type Arriving, arriving } from '#/vault/requests.ts';
import type { Rows } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { of } from '#/vault/visit.ts';
import { optOut } from './choices.ts';
import { there } from './read.ts';
import type { requestRoutes } from './requests.contract.ts';

type Make = Request<(typeof requestRoutes)['makeRequest']>;

/** How a request begins: whoever has just signed in has proven who they are, and an opt-out waits for nothing. */
function beginning({ body, caller }: Make, now: number): Arriving {
  const { kind, about, residence, grace } = body;
  const said = { kind, about, residence, grace };
  if (kind === 'opt_out') return { ...said, state: 'completed', confirmedAt: now, closedAt: now };
  if (!isFresh(caller, now)) return { ...said, state: 'identity_unverified' };
  return { ...said, state: 'awaiting_confirmation', verifiedAt: now };
}

function textOf({ body, caller }: Make, requestId: string): Draft[] {
  const { words, displayName, timeZone, locale } = body;
  const written = { words, displayName, timeZone, locale };
  if (Object.values(written).every((value) => value === undefined)) return [];
  const { personId } = caller;
  return [create(requestText, { personId, requestId }, personId, written)];
}

/** The person's key for their rights: made with the first request, and relied on by every later one. */
async function rightsKey(vault: Vault, rows: Rows, personId: string) {
  const row = keyRow(personId, 'data_rights');
  const keyId = rows.get(row)?.fields.keyId;
  return typeof keyId === 'string'
    ? { relies: [{ row, keyId }] }
    : { newKeys: await makeKeys(vault, personId, ['data_rights']) };
}

/** Answers the id of the request, new or open already. @throws Problem `conflict` when another one lands first */
async function makeOnce(request: Make, vault: Vault): Promise<string> {
  const { body, caller, door } = request;
  const { personId } = caller;
  const now = vault.now();
  const { found, rows } = await door.consult({ register: of(requestRegister, { personId }) }, [
    keyRow(personId, 'data_rights'),
  ]);
  const register = there<typeof requestRegister>(found.register);
  const same = sameIn(register?.values ?? noRequests, body);
  if (same) return same;
  const flood = floodIn(register?.values ?? noRequests, body.kind, now);
  if (flood) throw new Problem('too-many-requests', flood);
  const { requestId, records } = arriving(vault, personId, beginning(request, now), register);
  const isOptOut = body.kind === 'opt_out';
  const made: Changes = {
    records: [...records, ...textOf(request, requestId)],
    ...(await rightsKey(vault, rows, personId)),
    event: { type: isOptOut ? kinds.opt_out.event : 'request.received', subjectId: personId, resourceId: requestId },
  };
  if (isOptOut) await optOut({ vault, door, by: await byThemselves(vault, request) }, personId, made);
  else await door.save(made);
  return requestId;
}

const attempts = 5;

/**
 * Takes a request. Of several that arrive at once for the same, one is made and answers for all.
 * @throws Problem `invalid-request`, `too-many-requests`
 */
export async function makeRequest(request: Make, vault: Vault): Promise<string> {
  const errors = askFaults(request.body);
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  for (let attempt = 1; ; attempt++) {
    try {
      return await makeOnce(request, vault);
    } catch (cause) {
      const isLost = cause instanceof Problem && cause.type === 'conflict';
      if (!isLost || attempt === attempts) throw cause;
    }
  }
}
