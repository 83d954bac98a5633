import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { arnOf, keyWithId, managedKey, requireNotPendingDeletion } from './key-lookup.ts';
import { keyId, kmsAction, seconds } from './kms-action.ts';
import { page } from './page.ts';

const ALIAS_NAME = /^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/;

/** Throws InvalidAliasNameException unless it is `alias/` and a name that is not AWS's own. */
export function requireAliasName(name: string): void {
  if (ALIAS_NAME.test(name)) return;
  throw new AwsError('InvalidAliasNameException', 'An alias is "alias/" and letters, digits, "/", "_" or "-".');
}

const CreateAlias = kmsAction(
  { AliasName: z.string(), TargetKeyId: keyId },
  (kms, { AliasName: name, TargetKeyId }) => {
    requireAliasName(name);
    const key = requireNotPendingDeletion(kms, managedKey(kms, TargetKeyId));
    if (kms.store.aliasTarget(name) !== undefined) {
      throw new AwsError('AlreadyExistsException', `An alias with the name ${arnOf(kms, name)} already exists`);
    }
    kms.store.putAlias({ name, keyId: key.id, createdAt: kms.now() });
    return {};
  },
);

const ListAliases = kmsAction(
  { KeyId: keyId.optional(), Limit: z.int().min(1).max(100).optional(), Marker: z.string().optional() },
  (kms, input) => {
    const only = input.KeyId === undefined ? undefined : managedKey(kms, input.KeyId).id;
    const wanted = kms.store
      .aliases()
      .filter((alias) => (only === undefined || alias.keyId === only) && keyWithId(kms, alias.keyId) !== undefined);
    const { items, rest } = page(wanted, (alias) => alias.name, input);
    const Aliases = items.map(({ name, keyId: TargetKeyId, createdAt }) => ({
      AliasName: name,
      AliasArn: arnOf(kms, name),
      TargetKeyId,
      CreationDate: seconds(createdAt),
      LastUpdatedDate: seconds(createdAt),
    }));
    return { Aliases, ...rest };
  },
);

export const ALIAS_ACTIONS = { CreateAlias, ListAliases };
