/**
 * The regional instances, one entry each: adding a region is adding an entry. Pure data, read by the CDK app, by the
 * local run and by the operators' tools; nothing here is secret.
 */
export type Instance = {
  /** Short name that every id of the instance carries: `eu.note_01J...`. Two lower-case letters, never reused. */
  readonly id: string;
  /** The one AWS region where its people's data lives. */
  readonly region: string;
  /** A second region of the same jurisdiction, for backup copies and key replicas only. */
  readonly backupRegion: string;
  readonly jurisdiction: 'EU' | 'NA';
  /** AWS account; undefined takes the account of the deploying credentials. */
  readonly account?: string;
  /** Public door of the instance, as siblings name it in `/.well-known/coachvault`. */
  readonly door: string;
  /** Where security alarms and `security.txt` reports go. */
  readonly securityContact: string;
  /** Who answers for the data: legal name, postal address in one line, and where the privacy office is reached. */
  readonly controllerName: string;
  readonly controllerAddress: string;
  readonly privacyContact: string;
  /** Functions that open content in isolated subnets, reaching only what contracts ask for (about $22 a month for each interface endpoint in three zones). */
  readonly isolatedNetwork: boolean;
  /** `compliance` locks buckets for good, and the backup vault after its grace time; `governance` lets administrators undo it. */
  readonly backupLock: 'governance' | 'compliance';
  /** Where our own people connect from, in CIDR notation: no response blocks them. */
  readonly ownNetworks: readonly string[];
  /** Requests a second and burst over all callers; API Gateway answers 429 above them. */
  readonly throttle: { readonly rate: number; readonly burst: number };
};

export const instances = {
  eu: {
    id: 'eu',
    region: 'eu-central-1',
    backupRegion: 'eu-west-1',
    jurisdiction: 'EU',
    door: 'https://eu.api.coachvault.example',
    securityContact: 'mailto:security@coachvault.example',
    controllerName: 'CoachVault Example GmbH',
    controllerAddress: 'Beispielweg 4, 60311 Frankfurt, Germany',
    privacyContact: 'mailto:privacy@coachvault.example',
    isolatedNetwork: true,
    backupLock: 'governance',
    ownNetworks: [],
    throttle: { rate: 500, burst: 1000 },
  },
  na: {
    id: 'na',
    region: 'us-east-1',
    backupRegion: 'us-west-2',
    jurisdiction: 'NA',
    door: 'https://na.api.coachvault.example',
    securityContact: 'mailto:security@coachvault.example',
    controllerName: 'CoachVault Example, Inc.',
    controllerAddress: '4 Example Way, Boston, MA 02108, United States',
    privacyContact: 'mailto:privacy@coachvault.example',
    isolatedNetwork: true,
    backupLock: 'governance',
    ownNetworks: [],
    throttle: { rate: 500, burst: 1000 },
  },
} as const satisfies Record<string, Instance>;

/** Who answers for the data of an instance, as its documents and receipts name them. */
export const controllerOf = ({ controllerName, controllerAddress, privacyContact }: Instance) => ({
  controllerName,
  controllerAddress,
  privacyContact,
});
