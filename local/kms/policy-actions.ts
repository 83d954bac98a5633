import * as z from 'zod';
import { LOCAL_ACCOUNT, managedKey } from './key-lookup.ts';
import { keyId, kmsAction } from './kms-action.ts';

/** On this machine nobody is kept from a key: its policy is the one that AWS gives a new key. */
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Id: 'key-default-1',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${LOCAL_ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

export const POLICY_ACTIONS = {
  GetKeyPolicy: kmsAction({ KeyId: keyId, PolicyName: z.literal('default').optional() }, (kms, { KeyId }) => {
    managedKey(kms, KeyId);
    return { Policy, PolicyName: 'default' };
  }),
  /** None: nothing here makes a grant. */
  ListGrants: kmsAction(
    { KeyId: keyId, Limit: z.int().min(1).max(100).optional(), Marker: z.string().optional() },
    (kms, { KeyId }) => {
      managedKey(kms, KeyId);
      return { Grants: [], Truncated: false };
    },
  ),
};
