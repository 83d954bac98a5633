import { trailSelectors } from '#/domain/data-map/trail-selectors.ts';
import type { Instance } from '#/lib/instances.ts';
import { blockListName, roleName, staffRoles, trailedArns, trailName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import type { RestService } from '#/local/aws/rest-service.ts';
import type { AwsService } from '#/local/aws/service.ts';
import { openCloudTrail } from '#/local/cloudtrail/cloudtrail.ts';
import type { Selector } from '#/local/cloudtrail/selectors.ts';
import { openIam } from '#/local/iam/iam.ts';
import { openWaf } from '#/local/waf/waf.ts';
import type { DataFolder } from './data-folder.ts';

/**
 * What an instance on AWS is guarded by, and what a response changes there: the firewall’s lists, the trail, the roles of the
 * staff. Always on this machine, for the gateway and the roles that they guard are.
 */
export type ControlPlane = {
  readonly services: readonly AwsService[];
  readonly rest: readonly RestService[];
  /** Whether the firewall refuses requests from this address. */
  blocks(address: string): boolean;
  /** What tells the functions of a response where everything is, but for keys. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
};

const families = ['IPV4', 'IPV6'] as const;
/** On this machine everybody else, too, is at an address of the machine itself; its usual one is ours. */
const own = ['127.0.0.1/32', '::1/128'];

type Options = { readonly instance: Instance; readonly folder: DataFolder; readonly now: () => number };

export function openControlPlane({ instance, folder, now }: Options): ControlPlane {
  const { id, region, ownNetworks } = instance;
  const sets = families.map((family) => ({ name: blockListName(id, family), family }));
  const waf = openWaf({ region, file: folder.at('waf.sqlite'), sets });
  const selectors = trailSelectors(trailedArns({ id, region, account: localAccount })) as Selector[];
  const file = folder.at('cloudtrail.sqlite');
  const trail = openCloudTrail({ region, file, name: trailName(id), selectors, now });
  const roles = staffRoles.map((user) => roleName(id, user));
  const iam = openIam({ file: folder.at('iam.sqlite'), roles });
  const lists = sets.map(({ name, family }) => [`COACHVAULT_BLOCK_LIST_${family}`, waf.arn(name) ?? ''] as const);
  return {
    services: [waf.service, trail.service],
    rest: [iam.service],
    blocks: waf.blocks,
    environment: {
      ...Object.fromEntries(lists),
      COACHVAULT_OWN_NETWORKS: [...own, ...ownNetworks].join(','),
      COACHVAULT_TRAIL: trail.arn,
      COACHVAULT_TRAIL_BASELINE: JSON.stringify(selectors),
      COACHVAULT_STAFF_ROLES: roles.join(','),
    },
    close: () => {
      for (const part of [waf, trail, iam]) part.close();
    },
  };
}
