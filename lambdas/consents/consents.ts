import { Problem } from '#/domain/api/problems.ts';
import { type Answer, answerRefusal } from '#/domain/consent/choices.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { effectsOf } from '#/domain/consent/preview.ts';
import { type ConsentPurpose, consentPurposes, scopesOf } from '#/domain/data-map/purposes.ts';
import { byThemselves } from '#/lambdas/platform/chooser.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import { choiceOf, consult, record } from '#/vault/consents.ts';
import { wasShown } from '#/vault/notice-proof.ts';
import type { Vault } from '#/vault/vault.ts';
import type { consentRoutes } from './consents.contract.ts';
import { toggleOf } from './toggle.ts';

type Decide = Request<(typeof consentRoutes)['decideConsent']>;

/** @throws Problem `invalid-request` for a scope that the purpose does not have */
function chosenScopes(purpose: ConsentPurpose, answer: Answer, scopes: readonly string[]): string[] {
  const unknown = scopes.find((scope) => !scopesOf(purpose).includes(scope));
  const errors = (problem: string) => [{ field: 'body.scopes', problem }];
  if (unknown !== undefined) {
    throw new Problem('invalid-request', { errors: errors(`"${purpose}" has no scope ${JSON.stringify(unknown)}`) });
  }
  if (answer !== 'given' && scopes.length > 0) {
    throw new Problem('invalid-request', { errors: errors('only a consent that is given has scopes; leave them out') });
  }
  return [...new Set(scopes)];
}

async function decideOnce(request: Decide, vault: Vault) {
  const { body, caller, door } = request;
  const { purpose, choice: answer } = body;
  const { personId } = caller;
  const { rows, state } = await consult(door, personId, [purpose]);
  const notice = noticeOf(purpose);
  if (!(await wasShown(vault, personId, notice, body.noticeProof))) throw new Problem('notice-changed');
  const scopes = chosenScopes(purpose, answer, body.scopes ?? []);
  const refusal = answerRefusal(purpose, choiceOf(state, purpose), { answer, scopes }, vault.now());
  if (refusal) throw new Problem('conflict', { detail: refusal });
  const by = await byThemselves(vault, request);
  return record({ vault, door, rows }, [{ purpose, state: answer, scopes, notice, by }], { personId, state });
}

export const consentOperations: Operations<typeof consentRoutes> = {
  readConsents: async (request, { vault }) => {
    const { personId } = request.caller;
    const { state } = await consult(request.door, personId, []);
    const { optOutSignalAt } = state?.values ?? {};
    return {
      consents: await Promise.all(consentPurposes.map((purpose) => toggleOf(vault, personId, state, purpose))),
      optOutSignalAppliedAt: optOutSignalAt === undefined ? null : new Date(optOutSignalAt).toISOString(),
    };
  },

  decideConsent: async (request, { vault }) => {
    const { state, entries } = await decideOnce(request, vault);
    const [{ ids, values }] = entries;
    const { consentId, at } = values;
    const sequence = Number(ids.sequence);
    return {
      consentId,
      sequence,
      decidedAt: new Date(at).toISOString(),
      receipt: `/v1/me/consents/history/${sequence}/receipt`,
      consent: await toggleOf(vault, request.caller.personId, state, request.body.purpose),
    };
  },

  previewConsent: async ({ door, query }) => {
    await door.admission();
    const { purpose, choice } = query;
    return {
      purpose,
      choice,
      effects: [...effectsOf(purpose, choice)],
      coreService: 'Nothing else changes: every part of the service that rests on no consent answers as before.',
    };
  },
};
