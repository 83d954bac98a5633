import { serve } from '#/lambdas/platform/serve.ts';
import { reviews } from './contract.ts';
import { reviewOperations } from './reviews.ts';

export const handler = serve(reviews, reviewOperations);
