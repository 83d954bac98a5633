// One durable function in a process of its own, as Lambda has it: runs one execution to its end, and says what each step took
// and how much memory the process needed at most. Its endpoint for durable executions is in here, all others are the instance's.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { countUnits } from '#/bench/capacity/units.ts';
import { liveAlias } from '#/lib/names.ts';
import { startAwsEndpoint } from '#/local/aws/endpoint.ts';
import { type LocalLambda, openLambda } from '#/local/lambda/lambda.ts';
import type { LambdaHandler } from '#/local/lambda/local-function.ts';
import { captureFunctionOutput, withOutput } from '#/local/run/function-output.ts';
import { loadHandlerModule } from '#/local/run/handler-modules.ts';
import type { Job, JobDone, Step } from './run-job.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const dayMs = 24 * 3_600_000;
const silent = (): void => undefined;

/** The clock jumps over what a job waits for. */
let aheadMs = 0;

async function load(area: string): Promise<LambdaHandler> {
  const { handler } = (await loadHandlerModule(area)) as { handler: LambdaHandler };
  return (event, context) => withOutput(silent, () => handler(event, context));
}

async function openHost({ area, region, folder }: Job): Promise<{ lambda: LocalLambda; client: LambdaClient }> {
  let url = '';
  const lambda = openLambda({
    region,
    file: join(folder, 'lambda.sqlite'),
    sealingKey: randomBytes(32),
    now: () => Date.now() + aheadMs,
    functions: [{ name: area, logGroupName: `/bench/${area}`, isDurable: true, load: () => load(area) }],
    endpointUrl: () => url,
    log: (line) => console.error(line),
  });
  url = (await startAwsEndpoint({ port: 0, services: [], rest: [lambda.service] })).url;
  return { lambda, client: new LambdaClient({ region, endpoint: url, credentials }) };
}

type Events = { readonly Name?: string; readonly EventType?: string; readonly EventTimestamp?: Date }[];

/** What each step took, retries included. */
function stepsIn(events: Events): Step[] {
  const begun = new Map<string, number>();
  return events.flatMap(({ Name: name = '', EventType, EventTimestamp }) => {
    const at = EventTimestamp?.getTime() ?? Number.NaN;
    if (EventType === 'StepStarted' && !begun.has(name)) begun.set(name, at);
    return EventType === 'StepSucceeded' ? [{ name, ms: at - (begun.get(name) ?? Number.NaN) }] : [];
  });
}

async function historyOf(client: LambdaClient, DurableExecutionArn: string | undefined): Promise<Events> {
  const events: Events = [];
  let Marker: string | undefined;
  do {
    const asked = { DurableExecutionArn, IncludeExecutionData: false, Marker };
    const page = await client.send(new GetDurableExecutionHistoryCommand(asked));
    events.push(...((page.Events ?? []) as Events));
    Marker = page.NextMarker;
  } while (Marker);
  return events;
}

async function run(job: Job): Promise<JobDone> {
  captureFunctionOutput();
  const counter = job.isCounted ? countUnits() : undefined;
  const { lambda, client } = await openHost(job);
  const begun = performance.now();
  const started = await client.send(
    new InvokeCommand({
      FunctionName: `${job.area}:${liveAlias}`,
      InvocationType: 'Event',
      Payload: JSON.stringify(job.event),
    }),
  );
  const { DurableExecutionArn } = started;
  const read = async () => client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
  const units = await counter?.spentBy(lambda.settled);
  await lambda.settled();
  const worked = performance.now() - begun;
  for (let days = 0; (await read()).Status === 'RUNNING' && days < 3; days++) {
    aheadMs += dayMs;
    await lambda.settled();
  }
  const { Status, Result, Error: error } = await read();
  if (Status !== 'SUCCEEDED') throw new Error(`The job of ${job.area} ended ${Status}: ${JSON.stringify(error)}`);
  const steps = stepsIn(await historyOf(client, DurableExecutionArn));
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { report: JSON.parse(Result ?? '{}'), ms: worked, steps, peakBytes, units };
}

process.once('message', (job: Job) => {
  run(job).then(
    (done) => process.send?.(done, () => process.exit()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
