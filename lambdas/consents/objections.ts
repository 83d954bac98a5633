import { Problem } from '#/domain/api/problems.ts';
import { groundsOf, objectionRefusal, stopsAtOnce } from '#/domain/consent/objections.ts';
import { type LegitimatePurpose, legitimatePurposes, purposes } from '#/domain/data-map/purposes.ts';
import { byThemselves } from '#/lambdas/platform/chooser.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { type Act, type ConsentRecord, consult, record } from '#/vault/consents.ts';
import { openReview } from '#/vault/reviews.ts';
import type { objectionRoutes } from './objections.contract.ts';

function shown(record: ConsentRecord | undefined, purpose: LegitimatePurpose) {
  const { title, says, assessment } = purposes[purpose];
  const objection = record?.values.objections?.[purpose];
  const state = objection?.state ?? ('none' as const);
  return {
    purpose,
    title,
    says,
    assessment,
    grounds: groundsOf(purpose),
    state: state === 'objected' && !stopsAtOnce(purpose) ? ('under_review' as const) : state,
    decidedAt: objection ? new Date(objection.at).toISOString() : null,
  };
}

export const objectionOperations: Operations<typeof objectionRoutes> = {
  readObjections: async ({ door, caller }) => {
    const { state } = await consult(door, caller.personId, []);
    return { objections: legitimatePurposes.map((purpose) => shown(state, purpose)) };
  },

  decideObjection: async (request, { vault }) => {
    const { door, caller, body } = request;
    const { personId } = caller;
    const { purpose, objection: objects } = body;
    const { rows, state } = await consult(door, personId, []);
    const refusal = objectionRefusal(state?.values.objections?.[purpose], objects);
    if (refusal) throw new Problem('conflict', { detail: refusal });
    const act: Act = { purpose, state: objects ? 'objected' : 'lifted', by: await byThemselves(vault, request) };
    const isWeighed = objects && !stopsAtOnce(purpose);
    const recorded = await record({ vault, door, rows }, [act], {
      personId,
      state,
      along: (told) => ({
        records: isWeighed
          ? told.map((entry) => openReview(vault, { kind: 'objection', personId, purpose }, entry))
          : [],
      }),
    });
    return shown(recorded.state, purpose);
  },
};
