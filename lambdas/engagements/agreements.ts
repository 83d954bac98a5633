import { Problem } from '#/domain/api/problems.ts';
import { agreement, engagement } from '#/domain/data-map/entities/directory.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import { type Door, present } from '#/vault/door.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { of } from '#/vault/visit.ts';
import type { agreementRoutes } from './agreements.contract.ts';

type Signature = 'coachSignedAt' | 'clientSignedAt';
const signatureOf = (record: Saved<typeof engagement>, personId: string): Signature =>
  record.values.clientId === personId ? 'clientSignedAt' : 'coachSignedAt';

/** By signing, an invited client becomes a participant whom the coach sees. */
const joining = (record: Saved<typeof engagement>, signature: Signature, at: string): Draft[] =>
  signature === 'clientSignedAt' && !record.values.clientJoinedAt ? [change(record, { clientJoinedAt: at })] : [];

const readEngagement = (door: Door, engagementId: string) => door.read(engagement, { engagementId });

export const agreementOperations: Operations<typeof agreementRoutes> = {
  proposeAgreement: async ({ door, params, body, caller }, { now, mintId }) => {
    const around = await readEngagement(door, params.engagementId);
    const at = new Date(now()).toISOString();
    const signature = signatureOf(around, caller.personId);
    const { termsHash } = around.values;
    const values = { ...body, termsHash, proposedBy: caller.personId, [signature]: at };
    const ids = { ...params, agreementId: mintId('agreement') };
    const [saved] = await door.save({
      records: [create(agreement, ids, around.subject, values), ...joining(around, signature, at)],
      event: { type: 'agreement.proposed', subjectId: around.subject, resourceId: ids.agreementId },
    });
    return represent(saved as Saved<typeof agreement>);
  },

  listAgreements: async ({ door, params, query }) => pageOf(await door.list(agreement, params, query), represent),

  readAgreement: async ({ door, params }) => represent(await door.read(agreement, params)),

  signAgreement: async ({ door, params, caller }, { now }) => {
    const { engagementId } = params;
    const found = await door.open({ around: of(engagement, { engagementId }), record: of(agreement, params) });
    const around = present<typeof engagement>(found.around);
    const record = present<typeof agreement>(found.record);
    const signature = signatureOf(around, caller.personId);
    if (record.values[signature]) throw new Problem('conflict', { detail: 'You have signed this agreement already.' });
    const at = new Date(now()).toISOString();
    return represent(
      await door.revise('agreement.signed', record, { [signature]: at }, joining(around, signature, at)),
    );
  },
};
