import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Caller } from '#/domain/access/caller.ts';
import { waysOf } from '#/domain/access/relations.ts';
import type { Area } from '#/domain/api/area.ts';
import { Problem } from '#/domain/api/problems.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '#/domain/api/route.ts';
import { Door } from '#/vault/door.ts';
import { Replayed } from '#/vault/visit.ts';
import { answer } from './answer.ts';
import { callerOf } from './caller.ts';
import { type Input, type Origin, readInput } from './input.ts';
import { answerProblems } from './problem-answers.ts';
import { openServices, type Parts, type Services } from './services.ts';
import { observe } from './telemetry.ts';

/** What an operation gets: the request as its contract types it, and the door it was let in by. */
export type Request<R extends Route> = {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly caller: Caller;
  readonly origin: Origin;
  readonly door: Door;
};
type Run<R extends Route> = (request: Request<R>, services: Services) => Promise<AnswerOf<R>>;

type Finish<R extends Route> = (request: Request<R>, services: Services, how: { repeated: boolean }) => Promise<void>;

/** An operation; `finish` completes outside the tables what the write began, and runs again when the request is repeated. */
export type Operation<R extends Route> = Run<R> | { readonly run: Run<R>; readonly finish: Finish<R> };
/** One operation for every route: a route without one does not compile. */
export type Operations<R extends Area['routes']> = { readonly [K in keyof R]: Operation<R[K]> };

/** Who calls a public route. The door opens nothing for it. */
const nobody: Caller = { personId: '', pool: 'clients', roles: [], authTime: 0, signInId: '', organizationIds: [] };

type AnyOperation = Operation<Route>;
type Visited = { readonly name: string; readonly route: Route; readonly input: Input; readonly caller: Caller };

const runOf = (operation: AnyOperation): Run<Route> => (typeof operation === 'function' ? operation : operation.run);

function requestOf({ name, route, input, caller }: Visited, services: Services): Request<Route> {
  const { params, query, body, ifMatch, idempotencyKey, origin } = input;
  const idempotency = idempotencyKey
    ? { key: idempotencyKey, request: JSON.stringify([params, body ?? null]) }
    : undefined;
  const { limit, cursor, ...filter } = query;
  const door = new Door(services.vault, { caller, routeName: name, route, params, filter, ifMatch, idempotency });
  return { params, query, body, caller, origin, door } as Request<Route>;
}

/** A repeated POST is answered by reading what it made, through the gate. */
function replay(area: Area, visited: Visited, { resourceId }: Replayed): Visited | undefined {
  const how = visited.route.replay;
  const route = how && area.routes[how.route];
  if (!route) return undefined;
  const params = how.id ? { ...visited.input.params, [how.id]: resourceId } : visited.input.params;
  const asked = Object.keys(params).filter((name) => route.path.includes(`{${name}}`));
  const input = {
    params: Object.fromEntries(asked.map((name) => [name, params[name] as string])),
    query: {},
    body: undefined,
    origin: visited.input.origin,
  };
  return { ...visited, name: how.route, route, input: { ...input, ifMatch: undefined, idempotencyKey: undefined } };
}

async function execute(
  area: Area,
  operations: Readonly<Record<string, AnyOperation>>,
  visited: Visited,
  services: Services,
) {
  const operation = operations[visited.name] as AnyOperation;
  const request = requestOf(visited, services);
  const finish = (repeated: boolean) =>
    typeof operation === 'function' ? undefined : operation.finish(request, services, { repeated });
  try {
    const body = await runOf(operation)(request, services);
    await finish(false);
    return body;
  } catch (error) {
    if (!(error instanceof Replayed)) throw error;
    await finish(true);
    const again = replay(area, visited, error);
    return again && runOf(operations[again.name] as AnyOperation)(requestOf(again, services), services);
  }
}

/** The function of an area: every route of its contract with the operation that serves it, behind the one chain. */
export function serve<const A extends Area>(area: A, operations: Operations<A['routes']>, parts: Parts = {}) {
  let opened: Services | undefined;
  const routes = new Map(
    Object.entries(area.routes).map(([name, route]) => [`${route.method} ${route.path}`, { name, route }]),
  );

  async function handle(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    opened ??= openServices(area, parts);
    const matched = routes.get(`${event.httpMethod} ${event.resource}`);
    if (!matched) throw new Problem('no-such-route');
    const { name, route } = matched;
    const caller = route.who === 'public' ? nobody : callerOf(event, opened.config);
    if (route.who !== 'public' && waysOf(route.who, caller).length === 0) throw new Problem('forbidden');
    const input = readInput(event, route, opened);
    const body = await execute(area, operations as never, { name, route, input, caller }, opened);
    return answer(route, body);
  }

  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>().use(observe(area)).use(answerProblems()).handler(handle);
}
