import { localSummariser } from '#/domain/insights/local-summariser.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { insights } from './contract.ts';
import { insightOperations } from './insights.ts';

/** Another provider takes the place of the local one here, and needs a way out in the contract. */
export const handler = serve(insights, insightOperations(localSummariser));
