import { serve } from '#/lambdas/platform/serve.ts';
import { privacyOffice } from './contract.ts';
import { officeOperations } from './requests.ts';

export const handler = serve(privacyOffice, officeOperations);
