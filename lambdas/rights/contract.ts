import { area } from '#/domain/api/area.ts';
import { choiceKeys } from '#/lambdas/consents/keys.contract.ts';
import { requestRoutes } from './requests.contract.ts';

export const rights = area({
  name: 'rights',
  says: 'What a person asks for about their own data, and how far it is.',
  stores: {
    directory: ['read', 'write'],
    keys: ['read', 'write', 'delete'],
    consent: ['read', 'write'],
    rights: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  // An opt-out and an objection are choices, and take effect as those do.
  keys: {
    ...choiceKeys,
    unwrap: [...choiceKeys.unwrap, 'data_rights', 'account'],
    create: [...choiceKeys.create, 'data_rights'],
  },
  routes: requestRoutes,
});
