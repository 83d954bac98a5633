import type { User } from '#/local/cognito/users.ts';

type Attribute = { Name: string; Value: string };

/** Epoch milliseconds as AWS's JSON protocol writes times: seconds. */
export function seconds(epochMs: number): number {
  return epochMs / 1000;
}

/** The user's attributes as a list, `sub` first; `only` narrows it. */
export function attributeList(user: User, only?: readonly string[] | undefined): Attribute[] {
  const all = Object.entries({ sub: user.sub, ...user.secrets.attributes });
  const chosen = only ? all.filter(([name]) => only.includes(name)) : all;
  return chosen.map(([Name, Value]) => ({ Name, Value }));
}

/** AWS's UserType, as AdminCreateUser and the lists answer. */
export function userType(user: User, only?: readonly string[] | undefined): Record<string, unknown> {
  return { Attributes: attributeList(user, only), ...commonFields(user) };
}

/** What AdminGetUser answers. */
export function userDetails(user: User): Record<string, unknown> {
  return { UserAttributes: attributeList(user), ...commonFields(user), ...mfaFields(user) };
}

/** The factors that are switched on, as GetUser and AdminGetUser answer. */
export function mfaFields(user: User): Record<string, unknown> {
  const token = user.secrets.softwareToken;
  if (!token?.enabled) return {};
  const list = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] };
  return token.preferred ? { ...list, PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' } : list;
}

function commonFields(user: User): Record<string, unknown> {
  return {
    Username: user.username,
    UserStatus: user.status,
    Enabled: user.enabled,
    UserCreateDate: seconds(user.createdAt),
    UserLastModifiedDate: seconds(user.modifiedAt),
  };
}
