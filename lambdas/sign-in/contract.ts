import { area } from '#/domain/api/area.ts';

export const signIn = area({
  name: 'sign-in',
  says: 'Called by the user pools before they make a token: roles from the memberships of this moment, the API’s scope, and the organisations whose epochs decide.',
  stores: { directory: ['read', 'list'] },
  keys: { unwrap: [] },
  userPools: ['DescribeUserPoolClient'],
  trigger: 'preTokenGeneration',
  routes: {},
});
