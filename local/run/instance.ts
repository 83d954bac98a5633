import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Pool } from '#/domain/access/roles.ts';
import type { Area } from '#/domain/api/area.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { areas as contractAreas } from '#/lambdas/contract.ts';
import type { Instance } from '#/lib/instances.ts';
import { logGroupName } from '#/lib/names.ts';
import { startAwsEndpoint } from '#/local/aws/endpoint.ts';
import { startGateway } from '#/local/gateway/gateway.ts';
import type { DeadLetter } from '#/local/lambda/invocation-store.ts';
import { type LocalLogs, openLogs } from '#/local/logs/logs.ts';
import { type Operator, openOperator } from '#/operator/operator.ts';
import type { AwsSide } from './aws-side.ts';
import { type Closers, openingAll } from './closers.ts';
import { type ControlPlane, openControlPlane } from './control-plane.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { functionEnvironment } from './environment.ts';
import { useForeignAws } from './foreign-aws.ts';
import { type LoadModule, openFunctions, type TokenTrigger } from './functions.ts';
import { loadHandlerModule } from './handler-modules.ts';
import { type Jobs, openJobs } from './jobs.ts';
import { openOwnAws } from './own-aws.ts';
import { ensureStores, tableNames } from './tables.ts';
import type { UserPool } from './user-pools.ts';

export type InstanceOptions = {
  readonly instance: Instance;
  /** The instance's data folder; made when missing. */
  readonly folder: string;
  /** 0 picks a free one. */
  readonly ports: { readonly api: number; readonly aws: number };
  /** Doors of the other instances by id. */
  readonly siblings?: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Receives sentences about what happens, without personal data. */
  readonly log?: (line: string) => void;
  /** An AWS endpoint that the user runs, in place of ours. */
  readonly foreignAwsUrl?: string | undefined;
  readonly dynamoDbUrl?: string | undefined;
  readonly searchPath?: string | undefined;
  /** Called when the database ends by itself: nothing works from then on. */
  readonly onDatabaseEnd?: () => void;
  readonly loadModule?: LoadModule;
  /** In place of the contracts' areas. */
  readonly areas?: readonly Area[];
};

export type RunningInstance = {
  readonly id: string;
  readonly region: string;
  readonly apiUrl: string;
  readonly awsEndpointUrl: string;
  readonly userPools: Readonly<Record<Pool, UserPool>>;
  readonly tables: Readonly<Record<StoreName, string>>;
  readonly keys: AwsSide['keys'];
  /** What tells the functions of a response where everything is. */
  readonly response: Readonly<Record<string, string>>;
  readonly folder: DataFolder;
  /** The folder where mails arrive; none with an endpoint of the user's. */
  readonly outbox: string | undefined;
  readonly awsHere: AwsSide['here'];
  readonly operator: Operator;
  /** Resolves when all that is in the outbox was taken, no function runs, and nothing is due by the clock. */
  settled(): Promise<void>;
  /** The asynchronous invocations of functions that failed for good, the oldest first. */
  deadLetters(): DeadLetter[];
  close(): Promise<void>;
};

const silent = (): void => undefined;
const tokenTrigger = (areas: readonly Area[]): string =>
  areas.find(({ trigger }) => trigger === 'preTokenGeneration')?.name ?? '';

const accessLogName = 'api-access';

type Parts = { folder: DataFolder; logs: LocalLogs; trigger: TokenTrigger; jobs: Jobs; control: ControlPlane };

async function openAws(options: InstanceOptions, parts: Parts, closers: Closers): Promise<AwsSide> {
  const { instance, now, foreignAwsUrl, dynamoDbUrl, searchPath, log = silent, onDatabaseEnd = silent } = options;
  const { aws: port } = options.ports;
  const { services } = parts.control;
  const rest = [...parts.jobs.services, ...parts.control.rest];
  if (foreignAwsUrl === undefined) {
    const own = { instance, now, log, dynamoDbUrl, searchPath, onDatabaseEnd, port };
    return openOwnAws({ ...own, ...parts, services, rest, onWrite: parts.jobs.wrote }, closers);
  }
  const endpoint = await startAwsEndpoint({ port, services, rest, log });
  closers.add(endpoint.close);
  return useForeignAws(instance, foreignAwsUrl, endpoint.url);
}

async function makeTables({ id, region }: Instance): Promise<void> {
  const client = new DynamoDBClient({ region });
  await ensureStores(client, id);
  client.destroy();
}

/**
 * Runs one instance in this process, and sets this process's environment for its functions: one process, one instance.
 * Throws LocalRunError for what a person can mend, with nothing left open.
 */
export function startInstance(options: InstanceOptions): Promise<RunningInstance> {
  const { instance, now, log = silent, siblings = {}, loadModule = loadHandlerModule, areas = contractAreas } = options;
  const { id, region } = instance;
  return openingAll(async (closers) => {
    const folder = openDataFolder(options.folder);
    const logs = openLogs({ region, folder: folder.at('logs'), now });
    // As in the cloud, the groups are there before the first line.
    logs.ensureGroups([...areas.map(({ name }) => name), accessLogName].map((name) => logGroupName(id, name)));
    const functions = openFunctions({ instance: id, region, logs, now, loadModule });
    const jobs = openJobs({ instance, areas, folder, functions, now, log });
    closers.add(jobs.close);
    const trigger = functions.trigger(tokenTrigger(areas));
    const control = openControlPlane({ instance, folder, now });
    closers.add(control.close);
    const aws = await openAws(options, { folder, logs, trigger, jobs, control }, closers);
    await makeTables(instance);
    const gateway = await startGateway({
      port: options.ports.api,
      instance: id,
      region,
      areas,
      pools: aws.issuers,
      throttle: instance.throttle,
      blocks: control.blocks,
      load: functions.load,
      accessLog: (line) =>
        logs.write(logGroupName(id, accessLogName), 'local', [{ timestamp: line.at, message: JSON.stringify(line) }]),
      now,
      log,
    });
    closers.add(gateway.close);
    const operator = openOperator({
      instance: id,
      region,
      keys: aws.keys,
      workforcePoolId: aws.userPools.workforce.id,
      now,
    });
    closers.add(operator.close);
    await operator.found();
    const { endpointUrl: awsEndpointUrl, userPools, keys, outbox, here: awsHere } = aws;
    const response = control.environment;
    const surroundings = { instance, areas, userPools, keys, response, apiUrl: gateway.url, siblings };
    Object.assign(process.env, functionEnvironment(surroundings));
    closers.add(jobs.drain);
    await jobs.begin(aws.lambdaUrl);
    const reached = { id, region, apiUrl: gateway.url, awsEndpointUrl, awsHere, tables: tableNames(id) };
    const facts = { ...reached, userPools, keys, response, outbox };
    const { settled, deadLetters } = jobs;
    return { ...facts, folder, operator, settled, deadLetters, close: closers.closeAll };
  });
}
