import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  NoSuchEntityException,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services } from '#/lambdas/platform/services.ts';

const iam = once(() => new IAMClient(clientOptions()));
const rolesOf = ({ config }: Services): string[] => config.COACHVAULT_STAFF_ROLES.split(',');

const PolicyName = 'sessions-issued-before';
type Denial = {
  readonly Statement: readonly { readonly Condition: { readonly DateLessThan: Record<string, string> } }[];
};

/** Refuses everything to whoever took the role before this second; who takes it anew comes in. */
const denialOf = (second: number): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'SessionsIssuedBefore',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': new Date(second * 1000).toISOString() } },
      },
    ],
  });

const nothingThere = (cause: unknown): undefined => {
  if (cause instanceof NoSuchEntityException) return undefined;
  throw cause;
};

/** From when on sessions of one role are let in (epoch seconds); 0 when it denies none. */
async function deniedBefore(RoleName: string): Promise<number> {
  const found = await iam().send(new GetRolePolicyCommand({ RoleName, PolicyName })).catch(nothingThere);
  if (!found) return 0;
  // IAM answers policies URL-encoded.
  const { Statement } = JSON.parse(decodeURIComponent(found.PolicyDocument ?? '')) as Denial;
  const moment = Date.parse(Statement[0]?.Condition.DateLessThan['aws:TokenIssueTime'] ?? '');
  return Number.isNaN(moment) ? 0 : Math.floor(moment / 1000);
}

const deny = async (RoleName: string, second: number): Promise<void> =>
  void (await iam().send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: denialOf(second) })));

/** From when on sessions of the staff’s roles are let in: what holds for all of them (epoch seconds). */
export async function staffSessionsAfter(services: Services): Promise<number> {
  return Math.min(...(await Promise.all(rolesOf(services).map(deniedBefore))));
}

/** Denies sessions issued before this moment (epoch milliseconds), or in its second. Never moves a later denial back. */
export async function endStaffSessions(services: Services, before: number): Promise<void> {
  const second = Math.ceil(before / 1000);
  for (const role of rolesOf(services)) await deny(role, Math.max(second, await deniedBefore(role)));
}

/** Puts an earlier denial back (epoch seconds), or takes it away with 0. */
export async function restoreStaffSessions(services: Services, before: number): Promise<void> {
  for (const RoleName of rolesOf(services)) {
    if (before > 0) await deny(RoleName, before);
    else await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName })).catch(nothingThere);
  }
}
