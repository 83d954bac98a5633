import { called, type Fixtures } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'somebody joins the security staff': [called(0, 'cognito-idp', 'AdminAddUserToGroup')],
    'a role may do more': [called(0, 'iam', 'AttachRolePolicy')],
  },
  stays: {
    'a deployment': [
      called(0, 'iam', 'AttachRolePolicy', {
        userIdentity: { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' },
      }),
    ],
    'an attempt that AWS refused': [called(0, 'iam', 'AttachRolePolicy', { errorCode: 'AccessDenied' })],
    'a look at the policies': [called(0, 'iam', 'ListRolePolicies')],
  },
};
