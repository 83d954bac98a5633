import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Pool } from '#/domain/access/roles.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { areas } from '#/lambdas/contract.ts';
import type { Instance } from '#/lib/instances.ts';
import { logGroupName } from '#/lib/names.ts';
import { AwsError } from '#/local/aws/service.ts';
import { startGateway } from '#/local/gateway/gateway.ts';
import { type LocalLogs, openLogs } from '#/local/logs/logs.ts';
import { type Operator, openOperator } from '#/operator/operator.ts';
import type { AwsSide } from './aws-side.ts';
import { type Closers, openingAll } from './closers.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { functionEnvironment } from './environment.ts';
import { useForeignAws } from './foreign-aws.ts';
import { type Functions, type LoadModule, openFunctions } from './functions.ts';
import { loadHandlerModule } from './handler-modules.ts';
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
};

export type RunningInstance = {
  readonly id: string;
  readonly region: string;
  readonly apiUrl: string;
  readonly awsEndpointUrl: string;
  readonly userPools: Readonly<Record<Pool, UserPool>>;
  readonly tables: Readonly<Record<StoreName, string>>;
  readonly keys: AwsSide['keys'];
  readonly folder: DataFolder;
  /** The folder where mails arrive; none with an endpoint of the user's. */
  readonly outbox: string | undefined;
  readonly operator: Operator;
  close(): Promise<void>;
};

const silent = (): void => undefined;
const trigger = areas.find((area) => area.trigger === 'preTokenGeneration')?.name ?? '';

const accessLogName = 'api-access';

/** As in the cloud, the groups are there before the first line. */
async function ensureLogGroups(logs: LocalLogs, instance: string): Promise<void> {
  for (const name of [...areas.map((area) => area.name), accessLogName]) {
    try {
      await logs.service.call('CreateLogGroup', { logGroupName: logGroupName(instance, name) });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceAlreadyExistsException') throw error;
    }
  }
}

type Parts = { folder: DataFolder; logs: LocalLogs; functions: Functions };

function openAws(options: InstanceOptions, { folder, logs, functions }: Parts, closers: Closers): Promise<AwsSide> {
  const { instance, now, foreignAwsUrl, dynamoDbUrl, searchPath, log = silent, onDatabaseEnd = silent } = options;
  if (foreignAwsUrl !== undefined) return useForeignAws(instance, foreignAwsUrl);
  const own = { instance, folder, logs, now, log, dynamoDbUrl, searchPath, onDatabaseEnd };
  return openOwnAws({ ...own, port: options.ports.aws, trigger: functions.trigger(trigger) }, closers);
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
  const { instance, now, log = silent, siblings = {}, loadModule = loadHandlerModule } = options;
  const { id, region } = instance;
  return openingAll(async (closers) => {
    const folder = openDataFolder(options.folder);
    const logs = openLogs({ region, folder: folder.at('logs'), now });
    await ensureLogGroups(logs, id);
    const functions = openFunctions({ instance: id, region, logs, now, loadModule });
    const aws = await openAws(options, { folder, logs, functions }, closers);
    await makeTables(instance);
    const gateway = await startGateway({
      port: options.ports.api,
      instance: id,
      region,
      areas,
      pools: aws.issuers,
      throttle: instance.throttle,
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
    const surroundings = { instance, areas, userPools: aws.userPools, keys: aws.keys, apiUrl: gateway.url, siblings };
    Object.assign(process.env, functionEnvironment(surroundings));
    const { endpointUrl: awsEndpointUrl, userPools, keys, outbox } = aws;
    const facts = { id, region, apiUrl: gateway.url, awsEndpointUrl, userPools, tables: tableNames(id), keys, outbox };
    return { ...facts, folder, operator, close: closers.closeAll };
  });
}
