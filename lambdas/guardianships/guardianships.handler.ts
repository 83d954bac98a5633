import { serve } from '#/lambdas/platform/serve.ts';
import { guardianships } from './contract.ts';
import { invitationOperations } from './invitations.ts';
import { officeOperations } from './office.ts';

export const handler = serve(guardianships, { ...invitationOperations, ...officeOperations });
