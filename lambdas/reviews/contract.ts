import { area } from '#/domain/api/area.ts';
import { choiceKeys } from '#/lambdas/consents/keys.contract.ts';
import { reviewRoutes } from './reviews.contract.ts';

export const reviews = area({
  name: 'reviews',
  says: 'What the privacy office looks at before a choice takes effect.',
  stores: {
    directory: ['read'],
    keys: ['read', 'write', 'delete'],
    consent: ['read', 'write'],
    rights: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: choiceKeys,
  routes: reviewRoutes,
});
