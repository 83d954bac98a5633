import { adminCreateUser } from '#/local/cognito/admin-create-user.ts';
import * as admin from '#/local/cognito/admin-users.ts';
import { adminListUserAuthEvents } from '#/local/cognito/auth-events.ts';
import type { Action } from '#/local/cognito/context.ts';
import * as describe from '#/local/cognito/describe-pools.ts';
import * as devices from '#/local/cognito/devices.ts';
import * as groups from '#/local/cognito/groups.ts';
import { adminInitiateAuth, initiateAuth } from '#/local/cognito/initiate-auth.ts';
import { listUsers } from '#/local/cognito/list-users.ts';
import { associateSoftwareToken, verifySoftwareToken } from '#/local/cognito/mfa.ts';
import {
  adminDeleteSoftwareToken,
  adminSetUserMFAPreference,
  setUserMFAPreference,
} from '#/local/cognito/mfa-preference.ts';
import { getTokensFromRefreshToken, revokeToken } from '#/local/cognito/refresh.ts';
import * as reset from '#/local/cognito/reset-password.ts';
import { adminRespondToAuthChallenge, respondToAuthChallenge } from '#/local/cognito/respond-to-challenge.ts';
import * as self from '#/local/cognito/self-service.ts';

/** Everything the local endpoint can do, by AWS's names. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  AdminAddUserToGroup: groups.adminAddUserToGroup,
  AdminCreateUser: adminCreateUser,
  AdminDeleteSoftwareToken: adminDeleteSoftwareToken,
  AdminDeleteUser: admin.adminDeleteUser,
  AdminDisableUser: admin.adminDisableUser,
  AdminEnableUser: admin.adminEnableUser,
  AdminForgetDevice: devices.adminForgetDevice,
  AdminGetUser: admin.adminGetUser,
  AdminInitiateAuth: adminInitiateAuth,
  AdminListDevices: devices.adminListDevices,
  AdminListGroupsForUser: groups.adminListGroupsForUser,
  AdminListUserAuthEvents: adminListUserAuthEvents,
  AdminRemoveUserFromGroup: groups.adminRemoveUserFromGroup,
  AdminResetUserPassword: reset.adminResetUserPassword,
  AdminRespondToAuthChallenge: adminRespondToAuthChallenge,
  AdminSetUserMFAPreference: adminSetUserMFAPreference,
  AdminSetUserPassword: admin.adminSetUserPassword,
  AdminUpdateUserAttributes: admin.adminUpdateUserAttributes,
  AdminUserGlobalSignOut: admin.adminUserGlobalSignOut,
  AssociateSoftwareToken: associateSoftwareToken,
  ChangePassword: self.changeOwnPassword,
  ConfirmForgotPassword: reset.confirmForgotPassword,
  CreateGroup: groups.createGroup,
  DescribeUserPool: describe.describeUserPool,
  DescribeUserPoolClient: describe.describeUserPoolClient,
  ForgotPassword: reset.forgotPassword,
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  GetUser: self.getUser,
  GlobalSignOut: self.globalSignOut,
  InitiateAuth: initiateAuth,
  ListGroups: groups.listGroups,
  ListUserPoolClients: describe.listUserPoolClients,
  ListUserPools: describe.listUserPools,
  ListUsers: listUsers,
  ListUsersInGroup: groups.listUsersInGroup,
  RespondToAuthChallenge: respondToAuthChallenge,
  RevokeToken: revokeToken,
  SetUserMFAPreference: setUserMFAPreference,
  VerifySoftwareToken: verifySoftwareToken,
};
