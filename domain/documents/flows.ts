import { pools } from '#/domain/access/roles.ts';
import type { Area } from '#/domain/api/area.ts';
import { type BucketName, bucketNames, buckets } from '#/domain/data-map/buckets.ts';
import { type Holder, holders } from '#/domain/data-map/holders.ts';
import { type StoreName, storeNames, stores } from '#/domain/data-map/stores.ts';
import { placeOf } from '#/domain/governance/places.ts';
import type { DocumentFacts } from './facts.ts';
import { listed, titled } from './words.ts';

type FlowNode = { readonly id: string; readonly label: string };
export type FlowGroup = { readonly id: string; readonly title: string; readonly nodes: readonly FlowNode[] };
export type Flow = { readonly from: string; readonly to: string; readonly what: string };
/** Where data is and where it goes; ids of groups and nodes are unique together, and flows name either. */
export type FlowMap = { readonly groups: readonly FlowGroup[]; readonly flows: readonly Flow[] };

/** The flows of an instance, from its contracts and the data map: what no contract asks for has no arrow. */
export const flowMap = (facts: DocumentFacts): FlowMap => ({
  groups: groupsOf(facts),
  flows: [...comingIn(facts.areas), ...facts.areas.flatMap(areaFlows), ...holderFlows(), backupCopies],
});

const groupsOf = ({ areas, controller, backupRegion }: DocumentFacts): FlowGroup[] => [
  { id: 'people', title: 'People', nodes: pools.map((pool) => ({ id: pool, label: poolLabels[pool] })) },
  { id: 'door', title: 'Door', nodes: [api, clock] },
  {
    id: 'functions',
    title: 'Functions',
    nodes: nodesOf(
      areas.map(({ name }) => name),
      functionId,
    ),
  },
  { id: 'tables', title: `Tables, ${placeOf(controller.region).place}`, nodes: nodesOf(storeNames, tableId) },
  { id: 'buckets', title: 'Buckets', nodes: nodesOf(bucketNames, bucketId) },
  { id: 'holders', title: 'Other holders', nodes: nodesOf(holderNames, holderId) },
  { id: 'second', title: `Second region, ${placeOf(backupRegion).place}`, nodes: [copies] },
  ...(areas.some(({ outside }) => outside) ? [{ id: 'outside', title: 'Outside', nodes: [thirdParties] }] : []),
];

const api = { id: 'api', label: 'Firewall and API' } as const;
const clock = { id: 'clock', label: 'Clock' } as const;
const copies = { id: 'copies', label: 'Backup copies' } as const;
const thirdParties = { id: 'third_parties', label: 'The Internet' } as const;

const nodesOf = <N extends string>(names: readonly N[], idOf: (name: N) => string): FlowNode[] =>
  names.map((name) => ({ id: idOf(name), label: titled(name) }));

const poolLabels = {
  workforce: 'Coaches, organisations, staff',
  clients: 'Clients',
} as const;

const functionId = (name: string): string => `function_${name.replaceAll('-', '_')}`;
const tableId = (name: StoreName): string => `table_${name}`;
const bucketId = (name: BucketName): string => `bucket_${name}`;
const holderId = (name: string): string => `holder_${name}`;

const comingIn = (areas: readonly Area[]): Flow[] => [
  { from: 'people', to: api.id, what: 'Requests with an access token, over TLS' },
  { from: 'people', to: holderId('user_pools'), what: 'Sign-in: address, password proof, second factor' },
  ...areas.flatMap((area): Flow[] => {
    const from = sourceOf(area);
    return from ? [{ from, to: functionId(area.name), what: area.says }] : [];
  }),
];

/** What calls an area's function; what is started by another function has an arrow from that one. */
function sourceOf({ trigger }: Area): string | undefined {
  if (trigger === undefined) return api.id;
  if (typeof trigger === 'object') return clock.id;
  const sources = {
    preTokenGeneration: holderId('user_pools'),
    outbox: holderId('table_streams'),
    durable: undefined,
    findings: holderId('intrusion_findings'),
  };
  return sources[trigger];
}

function areaFlows({ name, keys, starts = [], outside, ...reaches }: Area): Flow[] {
  const from = functionId(name);
  const opens = keys.unwrap.length > 0 ? `; opens ${listed(keys.unwrap.map(titled))}` : '';
  const reached = Object.entries(reaches.stores) as [StoreName, readonly string[]][];
  const files = Object.entries(reaches.buckets ?? {}) as [BucketName, readonly string[]][];
  return [
    ...reached.map(([store, can]) => ({ from, to: tableId(store), what: `${can.join(', ')}${opens}` })),
    ...files.map(([bucket, can]) => ({ from, to: bucketId(bucket), what: can.join(', ') })),
    ...starts.map((started) => ({ from, to: functionId(started), what: 'starts it, with ids' })),
    ...(outside ? [{ from, to: thirdParties.id, what: `A way out${opens || '; opens no content'}` }] : []),
  ];
}

/** What feeds a holder, by its resource type; all others are written by the functions or by AWS as they run. */
const feeders: readonly (readonly [resource: string, from: string])[] = [
  ['AWS::DynamoDB::Table', 'tables'],
  ['AWS::Backup::', 'tables'],
  ['AWS::S3::', 'functions'],
  ['AWS::WAFv2::', 'door'],
];

/** A bucket has a holder of its name; it stands among the buckets. */
const holderNames = Object.keys(holders).filter((name) => !(name in buckets));

const holderFlows = (): Flow[] =>
  Object.entries<Holder>(holders)
    .filter(([name]) => holderNames.includes(name) && name !== 'user_pools')
    .map(([name, { resource, says }]) => ({
      from: feeders.find(([beginning]) => resource.startsWith(beginning))?.[1] ?? 'functions',
      to: holderId(name),
      what: says,
    }));

const backupCopies: Flow = {
  from: 'tables',
  to: copies.id,
  what: `Nightly, of ${listed(storeNames.filter((name) => stores[name].backup !== 'none'))}; sealed as they are in the tables.`,
};
