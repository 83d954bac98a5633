import { type Factor, nudgeFor } from '#/domain/access/factors.ts';
import { person } from '#/domain/data-map/entities/directory.ts';
import { represent } from '#/lambdas/platform/represent.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { secondFactors } from '#/lambdas/platform/user-pools.ts';
import { account } from './contract.ts';

export const handler = serve(account, {
  readMe: async ({ door, caller }) => {
    const me = await door.read(person, { personId: caller.personId });
    return { ...represent(me), roles: [...caller.roles] };
  },

  updateMe: async ({ door, caller, body }) => {
    const me = await door.read(person, { personId: caller.personId });
    const saved = await door.revise('person.updated', me, body);
    return { ...represent(saved), roles: [...caller.roles] };
  },

  readSecurity: async ({ door, caller }, services) => {
    await door.admission();
    const enrolled = await secondFactors(services, caller.personId, caller.pool);
    const factors: Factor[] = ['password'];
    if (enrolled.includes('SOFTWARE_TOKEN_MFA')) factors.push('totp');
    if (enrolled.includes('WEB_AUTHN')) factors.push('passkey');
    return { factors, secondFactorRequired: caller.pool === 'workforce', nudge: nudgeFor(factors) };
  },
});
