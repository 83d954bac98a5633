import { devNull } from 'node:os';
import type { Pool } from '#/domain/access/roles.ts';
import { type Area, bucketEnv, type EnvName, envNames, functionEnv, servesApi, tableEnv } from '#/domain/api/area.ts';
import { bucketNames } from '#/domain/data-map/buckets.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { controllerOf, type Instance } from '#/lib/instances.ts';
import { bucketName, logGroupName, startName, tableName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import { localCredentials } from '#/local/aws/credentials.ts';
import type { UserPool } from './user-pools.ts';

/** What the environment of the functions is made from; `siblings` are the doors of the other instances by id. */
export type Surroundings = {
  readonly instance: Instance;
  readonly areas: readonly Area[];
  readonly userPools: Readonly<Record<Pool, UserPool>>;
  readonly keys: Readonly<Record<'wrapping' | 'mac' | 'signing', string>>;
  /** What tells the functions of a response where everything is. */
  readonly response: Readonly<Record<string, string>>;
  readonly apiUrl: string;
  readonly siblings: Readonly<Record<string, string>>;
};

function values({
  instance,
  areas,
  userPools,
  keys,
  response,
  apiUrl,
  siblings,
}: Surroundings): Record<string, string> {
  const answering = areas.filter(servesApi);
  const place = { id: instance.id, account: localAccount };
  return {
    COACHVAULT_INSTANCE: instance.id,
    COACHVAULT_WORKFORCE_POOL: userPools.workforce.id,
    COACHVAULT_WORKFORCE_CLIENT: userPools.workforce.clientId,
    COACHVAULT_CLIENTS_POOL: userPools.clients.id,
    COACHVAULT_CLIENTS_CLIENT: userPools.clients.clientId,
    COACHVAULT_JURISDICTION: instance.jurisdiction,
    COACHVAULT_DOOR: apiUrl,
    COACHVAULT_SIBLINGS: JSON.stringify(siblings),
    COACHVAULT_SECURITY_CONTACT: instance.securityContact,
    COACHVAULT_BACKUP_REGION: instance.backupRegion,
    COACHVAULT_CONTROLLER: JSON.stringify(controllerOf(instance)),
    COACHVAULT_WRAPPING_KEY: keys.wrapping,
    COACHVAULT_MAC_KEY: keys.mac,
    COACHVAULT_SIGNING_KEY: keys.signing,
    COACHVAULT_LOG_GROUPS: answering.map((area) => logGroupName(instance.id, area.name)).join(','),
    ...response,
    COACHVAULT_KEYS: Object.values(keys).join(','),
    ...Object.fromEntries(storeNames.map((store) => [tableEnv(store), tableName(instance.id, store)])),
    ...Object.fromEntries(bucketNames.map((bucket) => [bucketEnv(bucket), bucketName(place, bucket)])),
    ...Object.fromEntries(areas.map(({ name }) => [functionEnv(name), startName(instance.id, name)])),
  };
}

/** The environment of all the areas' functions together: here they share a process. Throws when a contract asks for more. */
export function functionEnvironment(surroundings: Surroundings): Record<string, string> {
  const known = values(surroundings);
  const asked = new Set<EnvName>(surroundings.areas.flatMap(envNames));
  return Object.fromEntries(
    [...asked].map((name) => {
      const value = known[name];
      if (value === undefined) throw new TypeError(`The local run has no value for ${name}.`);
      return [name, value];
    }),
  );
}

/** How AWS SDK clients of this process find the endpoint: nothing of the user's own AWS configuration takes part. */
export const ownAwsEnvironment = (region: string, endpointUrl: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
});
