import type { APIGatewayProxyResult } from 'aws-lambda';
import { runtime } from '#/lambdas/platform/runtime.ts';
import type { Bench, Outcome } from './bench.ts';
import { dynamoDbPrices, pricesOf } from './capacity/prices.ts';
import { type Step, steps } from './capacity/steps.ts';
import { countUnits, type Units } from './capacity/units.ts';
import { apiEvent } from './instance/event.ts';
import { type Invoke, openFunction } from './instance/functions.ts';
import type { BenchInstance } from './instance/start.ts';
import { table } from './table.ts';

type Spent = Units & { readonly operation: string };

const filled = (text: string, ids: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids.get(name) ?? '');

const bodyOf = ({ body }: APIGatewayProxyResult): Record<string, unknown> =>
  body.startsWith('{') ? JSON.parse(body) : {};

/** Keeps the ids of an answer for the steps after it. */
function learn(ids: Map<string, string>, answer: APIGatewayProxyResult): void {
  for (const [name, value] of Object.entries(bodyOf(answer))) {
    if (/^(?:engagement|agreement|session|note|goal|action|message|terms|invitation)Id$/.test(name)) {
      ids.set(name, String(value));
    }
  }
}

function actor(instance: BenchInstance, functions: Map<string, Promise<Invoke>>, ids: Map<string, string>) {
  return async ([role, method, template, given]: Step, ifMatch?: string) => {
    const path = filled(template, ids);
    const body = given && (JSON.parse(filled(JSON.stringify(given), ids)) as object);
    const { area, name, event } = apiEvent({ method, path, token: instance.people[role].accessToken, body, ifMatch });
    const opened = functions.get(area) ?? openFunction(instance, area);
    functions.set(area, opened);
    const answer = await (await opened)(event);
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${template} answered ${answer.statusCode}: ${answer.body}`);
    return { operation: `${area} ${name}`, answer };
  };
}

/** What each step consumes in a process that has met these people before: reads are done once before they count. */
async function spend(instance: BenchInstance): Promise<Spent[]> {
  const { organizationId, engagementId, sessionId, termsId, agreementId, people } = instance;
  const known = { organizationId, engagementId, sessionId, fullSessionId: sessionId, termsId, agreementId };
  const ids = new Map(Object.entries({ ...known, coachId: people.coach.personId }));
  const { spentBy, stop } = countUnits();
  const { now } = runtime;
  let aheadMs = 0;
  // Each step comes when the one before is no longer so new that records are read twice.
  runtime.now = () => now() + aheadMs;
  const act = actor(instance, new Map(), ids);
  const spent: Spent[] = [];
  try {
    for (const step of steps) {
      aheadMs += 3_000;
      const [role, method, path] = step;
      const before = method === 'POST' ? undefined : await act([role, 'GET', path]);
      const version = before && bodyOf(before.answer).version;
      let operation = '';
      const units = await spentBy(async () => {
        const done = await act(step, method === 'PATCH' ? `"${version}"` : undefined);
        operation = done.operation;
        learn(ids, done.answer);
      });
      spent.push({ operation, ...units });
    }
  } finally {
    stop();
    runtime.now = now;
  }
  return spent;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

function report(spent: readonly Spent[]): string {
  const regions = Object.entries(dynamoDbPrices);
  const dollars = ({ reads, writes }: Units, price: { read: number; write: number }): string =>
    (reads * price.read + writes * price.write).toFixed(2);
  const rows = spent.map((units) => [
    units.operation,
    String(units.calls),
    round(units.reads),
    round(units.writes),
    ...regions.map(([, price]) => dollars(units, price)),
  ]);
  const head = ['operation', 'calls', 'read units', 'write units', ...regions.map(([region]) => `$/million ${region}`)];
  return `DynamoDB request units per operation, on-demand prices of ${pricesOf}:\n${table([head, ...rows])}`;
}

async function run(instance: BenchInstance): Promise<Outcome> {
  return { figures: [], notes: [report(await spend(instance))] };
}

export const capacity: Bench = {
  says: 'request units of each operation, with their price',
  run: async ({ instance }) => run(await instance()),
};
