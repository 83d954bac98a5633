import type { Action } from './action.ts';
import * as closing from './actions/close-sessions.ts';
import * as disabling from './actions/disable-account.ts';
import * as forgetting from './actions/forget-devices.ts';
import * as holding from './actions/hold-records.ts';
import * as leaving from './actions/leave-groups.ts';
import * as resetting from './actions/reset-secrets.ts';
import * as signingOut from './actions/sign-out-everywhere.ts';

const rooms = [closing, signingOut, disabling, forgetting, resetting, leaving, holding];

/** Every action that a response can take, by its id. What is not here cannot be done by a playbook. */
export const actions: ReadonlyMap<string, Action> = new Map(
  rooms
    .flatMap((room): Action[] => Object.values(room) as unknown as Action[])
    .map((action) => [action.id, action] as const),
);

/** @throws TypeError for an id that is not in the catalogue */
export function actionOf(id: string): Action {
  const action = actions.get(id);
  if (!action) throw new TypeError(`There is no action "${id}" in the catalogue.`);
  return action;
}

export const inverseOf = ({ inverse }: Action): Action | undefined =>
  inverse === 'irreversible' ? undefined : actionOf(inverse);
