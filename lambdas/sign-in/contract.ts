import { area } from '#/domain/api/area.ts';

export const signIn = area({
  name: 'sign-in',
  says: 'Called by the user pools before they make a token: adds the API’s scope and the organisations whose epochs decide.',
  stores: { directory: ['read'] },
  keys: { unwrap: [] },
  trigger: 'preTokenGeneration',
  routes: {},
});
