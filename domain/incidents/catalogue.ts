import type { Action } from './action.ts';
import * as blocking from './actions/block-address.ts';
import * as cancelling from './actions/cancel-key-deletion.ts';
import * as closing from './actions/close-sessions.ts';
import * as disabling from './actions/disable-account.ts';
import * as endingStaff from './actions/end-staff-sessions.ts';
import * as forgetting from './actions/forget-devices.ts';
import * as freezingInstance from './actions/freeze-instance.ts';
import * as freezingOrganization from './actions/freeze-organization.ts';
import * as freezingStaff from './actions/freeze-staff.ts';
import * as freezingWrites from './actions/freeze-writes.ts';
import * as halting from './actions/halt-channel.ts';
import * as holding from './actions/hold-records.ts';
import * as keeping from './actions/keep-evidence.ts';
import * as leaving from './actions/leave-groups.ts';
import * as resetting from './actions/reset-secrets.ts';
import * as restarting from './actions/restart-trail.ts';
import * as revokingDevices from './actions/revoke-device-tokens.ts';
import * as revokingGrants from './actions/revoke-grants.ts';
import * as rotating from './actions/rotate-integration-secret.ts';
import * as signingOut from './actions/sign-out-everywhere.ts';
import * as stoppingExports from './actions/stop-exports.ts';
import * as stoppingRedelivery from './actions/stop-redelivery.ts';
import * as suspendingIntegration from './actions/suspend-integration.ts';
import * as suspendingOne from './actions/suspend-relationship.ts';
import * as suspendingAll from './actions/suspend-relationships.ts';

const rooms = [
  blocking,
  cancelling,
  closing,
  disabling,
  endingStaff,
  forgetting,
  freezingInstance,
  freezingOrganization,
  freezingStaff,
  freezingWrites,
  halting,
  holding,
  keeping,
  leaving,
  resetting,
  restarting,
  revokingDevices,
  revokingGrants,
  rotating,
  signingOut,
  stoppingExports,
  stoppingRedelivery,
  suspendingIntegration,
  suspendingOne,
  suspendingAll,
];

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
