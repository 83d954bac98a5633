import { Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Instance } from '#/lib/instances.ts';
import type { Place } from '#/lib/names.ts';

/**
 * A stack of one instance, in its region or, for copies only, in its backup region. Without an account in
 * instances.ts it deploys into the account of the credentials.
 */
export class RegionalStack extends Stack {
  readonly instance: Instance;
  readonly place: Place;

  constructor(scope: Construct, name: string, instance: Instance, region: string = instance.region) {
    super(scope, name, {
      env: { region, ...(instance.account ? { account: instance.account } : {}) },
      terminationProtection: true,
      description: `CoachVault ${instance.id}: ${name}`,
    });
    this.instance = instance;
    this.place = { id: instance.id, region, account: this.account };
  }

  /** Three zones, whatever the account is: CDK would take two when it does not know the account. */
  override get availabilityZones(): string[] {
    return [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs(this.region)));
  }
}
