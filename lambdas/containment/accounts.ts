import {
  AdminAddUserToGroupCommand,
  AdminDeleteSoftwareTokenCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminForgetDeviceCommand,
  AdminGetUserCommand,
  type AdminGetUserCommandOutput,
  AdminListDevicesCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminResetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type DeviceType,
  InvalidUserPoolConfigurationException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Pool, pools } from '#/domain/access/roles.ts';
import type { Account, Hands } from '#/domain/incidents/ports.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { cognito, poolId } from '#/lambdas/platform/user-pools.ts';
import { addOfficer, removeOfficer } from '#/vault/incidents/officers.ts';

type User = { readonly UserPoolId: string; readonly Username: string };
type Found = { readonly pool: Pool; readonly user: User; readonly known: AdminGetUserCommandOutput };

async function getUser(user: User): Promise<AdminGetUserCommandOutput | undefined> {
  try {
    return await cognito().send(new AdminGetUserCommand(user));
  } catch (cause) {
    if (cause instanceof UserNotFoundException) return undefined;
    throw cause;
  }
}

/** The accounts of a person: one in each pool that knows them. Nobody is in both for long, but whoever is, is contained in both. */
async function accountsOf({ config }: Services, personId: string): Promise<Found[]> {
  const found = await Promise.all(
    pools.map(async (pool) => {
      const user = { UserPoolId: poolId(config, pool), Username: personId };
      const known = await getUser(user);
      return known && { pool, user, known };
    }),
  );
  return found.filter((each) => each !== undefined);
}

async function groupsOf(user: User): Promise<string[]> {
  const { Groups = [] } = await cognito().send(new AdminListGroupsForUserCommand(user));
  return Groups.flatMap(({ GroupName }) => (GroupName ? [GroupName] : []));
}

async function devicesOf(user: User): Promise<string[]> {
  const asked = cognito().send(new AdminListDevicesCommand({ ...user, Limit: 60 }));
  // Our pools remember none, and Cognito may say so by refusing the question.
  const { Devices = [] } = await asked.catch((cause: unknown): { Devices?: DeviceType[] } => {
    if (cause instanceof InvalidUserPoolConfigurationException) return {};
    throw cause;
  });
  return Devices.flatMap(({ DeviceKey }) => (DeviceKey ? [DeviceKey] : []));
}

/** What the user pools know of somebody’s account; undefined when none knows them. */
export async function readAccount(services: Services, personId: string): Promise<Account | undefined> {
  const found = await accountsOf(services, personId);
  const [first] = found;
  if (!first) return undefined;
  const groups = await Promise.all(found.map(({ user }) => groupsOf(user)));
  const devices = await Promise.all(found.map(({ user }) => devicesOf(user)));
  return {
    pool: first.pool,
    enabled: found.some(({ known }) => known.Enabled === true),
    groups: groups.flat(),
    devices: devices.flat().length,
    hasToReset: found.every(({ known }) => known.UserStatus !== 'CONFIRMED'),
  };
}

/** Acts on the accounts of people at their user pools. Every call may be repeated. */
export function accountHands(services: Services): Hands['accounts'] {
  const each = async (personId: string, act: (found: Found) => Promise<unknown>): Promise<void> => {
    await Promise.all((await accountsOf(services, personId)).map(act));
  };
  const inWorkforce = (
    personId: string,
    groups: readonly string[],
    act: (input: User & { GroupName: string }) => Promise<unknown>,
  ) =>
    each(personId, async ({ pool, user }) => {
      if (pool === 'workforce') for (const GroupName of groups) await act({ ...user, GroupName });
    });
  return {
    signOut: (personId) => each(personId, ({ user }) => cognito().send(new AdminUserGlobalSignOutCommand(user))),
    disable: (personId) => each(personId, ({ user }) => cognito().send(new AdminDisableUserCommand(user))),
    enable: (personId) => each(personId, ({ user }) => cognito().send(new AdminEnableUserCommand(user))),
    forgetDevices: (personId) =>
      each(personId, async ({ user }) => {
        for (const DeviceKey of await devicesOf(user))
          await cognito().send(new AdminForgetDeviceCommand({ ...user, DeviceKey }));
      }),
    // Whoever never chose a password has none that could be taken away.
    resetPassword: (personId) =>
      each(personId, async ({ user, known }) => {
        if (known.UserStatus !== 'FORCE_CHANGE_PASSWORD') await cognito().send(new AdminResetUserPasswordCommand(user));
      }),
    resetFactors: (personId) => each(personId, ({ user }) => cognito().send(new AdminDeleteSoftwareTokenCommand(user))),
    leaveGroups: async (personId, groups) => {
      // Refuses the last officer before anything is taken.
      if (groups.includes('security')) await removeOfficer(services.vault, personId);
      await inWorkforce(personId, groups, (input) => cognito().send(new AdminRemoveUserFromGroupCommand(input)));
    },
    joinGroups: async (personId, groups) => {
      await inWorkforce(personId, groups, (input) => cognito().send(new AdminAddUserToGroupCommand(input)));
      if (groups.includes('security')) await addOfficer(services.vault, personId);
    },
  };
}
