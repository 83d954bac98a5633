import { requestRegister } from '#/domain/data-map/entities/rights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { Move } from '#/domain/rights/moves.ts';
import { serveJob, step } from '#/lambdas/platform/serve-job.ts';
import { advanceRequest } from '#/vault/advance-request.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { objectionOutcomes } from './contract.ts';

const outcomes: Readonly<Record<string, Move>> = {
  'objection.upheld': { name: 'complete' },
  'objection.overridden': { name: 'refuse', reason: 'compelling_grounds' },
  'objection.lifted': { name: 'cancel' },
};

/** The open request by which the person objected to this purpose; none when they objected without one. */
async function requestAbout(vault: Vault, personId: string, purpose: string | undefined): Promise<string | undefined> {
  const ref = refOf(requestRegister, { personId });
  const register = (await getTogether(vault.tables, [ref])).get(ref)?.fields as
    | ValuesOf<typeof requestRegister>
    | undefined;
  return register?.open.find(({ kind, about }) => kind === 'objection' && about === purpose)?.requestId;
}

export const handler = serveJob(objectionOutcomes, async ({ type, subjectId, purpose }, context, { vault }) => {
  const move = outcomes[type];
  if (!move) throw new TypeError(`The outcome of an objection is none of ${type}.`);
  const errand = { service: 'service:rights', name: type, purposes: ['data_rights'], personId: subjectId } as const;
  const moved = await step(context, 'move', async () => {
    const requestId = await requestAbout(vault, subjectId, purpose);
    if (!requestId) return false;
    await advanceRequest(vault, errand, requestId, move);
    return true;
  });
  return { moved };
});
