import { AwsError } from '#/local/aws/service.ts';

/** What to call in place of an action that the local endpoint leaves out. */
const INSTEAD: Record<string, string> = {
  SignUp: 'AdminCreateUser (people are invited, they do not sign up)',
  ConfirmSignUp: 'AdminCreateUser with email_verified',
  AdminConfirmSignUp: 'AdminSetUserPassword with Permanent',
  ResendConfirmationCode: 'AdminCreateUser with MessageAction RESEND',
  DeleteUser: 'AdminDeleteUser (erasure goes through a rights request)',
  UpdateUserAttributes: 'AdminUpdateUserAttributes (app clients may write no attributes)',
  DeleteUserAttributes: 'AdminUpdateUserAttributes',
  AdminDeleteUserAttributes: 'AdminUpdateUserAttributes',
  SetUserSettings: 'SetUserMFAPreference',
  AdminSetUserSettings: 'AdminSetUserMFAPreference',
  CreateUserPool: 'the pool definitions of the local run',
  UpdateUserPool: 'the pool definitions of the local run',
  DeleteUserPool: 'a start with an empty data folder',
  SetUserPoolMfaConfig: 'the pool definitions of the local run',
  CreateUserPoolClient: 'the pool definitions of the local run',
  UpdateUserPoolClient: 'the pool definitions of the local run',
  StartWebAuthnRegistration: 'AssociateSoftwareToken (passkeys are bound to a domain and work in the cloud only)',
  ConfirmDevice: 'nothing: devices are not remembered',
};

/** AWS's answer to an action it does not know, naming the action and the way round. */
export function unsupported(action: string): AwsError {
  const name = /^\w{1,64}$/.test(action) ? action : 'this action';
  const instead = Object.hasOwn(INSTEAD, name)
    ? `use ${INSTEAD[name]}`
    : 'set AWS_ENDPOINT_URL to an emulator that has it';
  return new AwsError('UnknownOperationException', `The local endpoint does not support ${name}; ${instead}.`);
}
