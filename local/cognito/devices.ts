import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { targetOf } from '#/local/cognito/admin-users.ts';
import type { Action } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';

const target = z.object({ UserPoolId: field.userPoolId, Username: field.username });
const deviceKey = z
  .string('Member must be a string')
  .max(55, 'Member must have length less than or equal to 55')
  .regex(/^[\w-]+_[0-9a-f-]+$/, 'Member must satisfy its pattern');

/** None: the pools remember no devices, so that a second factor is asked for at every sign-in. */
export const adminListDevices: Action = action(
  target.extend({ Limit: field.limit, PaginationToken: field.pageToken }),
  (cognito, input) => {
    targetOf(cognito, input);
    return { Devices: [] };
  },
);

/** @throws ResourceNotFoundException for every device: none is remembered */
export const adminForgetDevice: Action = action(target.extend({ DeviceKey: deviceKey }), (cognito, input) => {
  targetOf(cognito, input);
  throw new AwsError('ResourceNotFoundException', 'Device does not exist.');
});
