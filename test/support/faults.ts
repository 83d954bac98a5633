import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LoadModule } from '#/local/run/functions.ts';
import { loadHandlerModule } from '#/local/run/handler-modules.ts';

type Json = Record<string, unknown>;
type Message = { headers: Record<string, string>; body: unknown; statusCode: number };
type Sent = { headers: Record<string, string>; body: string | Uint8Array; method: string; path: string };
type Handler = { handle(request: Sent, options?: object): Promise<{ response: Message }>; destroy?(): void };

/** Who calls AWS: a function that answers a request, or one that follows the outbox or the clock in its own time. */
type Caller = 'request' | 'job';
/** One request of the AWS SDK, as it is about to leave: `BatchGetItem`, `Decrypt` and the like, with its input. */
type Call = { readonly operation: string; readonly input: Json };
type Reply = { readonly status: number; readonly body: Json };
/** Stands between the SDK and AWS for one call; `send` goes through, with another input when one is given. */
export type Fault = (call: Call, send: (input?: Json) => Promise<Reply>) => Promise<Reply>;

type Where = {
  /** Whose calls; those of requests when left out, so that no job of an earlier request takes a fault meant for this one. */
  readonly by?: Caller;
  /** The operation that breaks; every one when left out. */
  readonly operation?: string;
  /** Which matching call from now on breaks, counted from 1; the SDK's own repetitions count, too. */
  readonly nth?: number;
  /** Whether all later ones break as well. */
  readonly lasting?: boolean;
};
type Rule = { readonly where: Where; readonly fault: Fault; met: number };

export type Faults = {
  /** What `runtime.requestHandler` is set to. */
  readonly handler: Handler;
  /** What requests go on to that meet no fault; the SDK’s own handler until this is called. */
  passTo(handler: Handler): void;
  /** What the instance loads its functions with, to know whose call is whose. */
  readonly loadModule: LoadModule;
  /** Every call of a request since the last `clear`. */
  readonly calls: Call[];
  inject(where: Where, fault: Fault): void;
  /** Ends all faults and forgets the calls. */
  clear(): void;
  count(operation: string): number;
};

const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body);

async function replyOf({ statusCode, body }: Message): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  if (body instanceof Uint8Array) chunks.push(body);
  else for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return { status: statusCode, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as Json };
}

const messageOf = ({ status, body }: Reply): Message => ({
  statusCode: status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(body)),
});

/** Services that speak JSON name their operation; the others (S3, Lambda) are told apart by method and path. */
function callOf({ headers, body, method, path }: Sent): Call {
  const operation = headers['x-amz-target']?.split('.').at(-1);
  if (operation === undefined) return { operation: `${method} ${path}`, input: {} };
  return { operation, input: JSON.parse(textOf(body) || '{}') as Json };
}

function withInput(request: Sent, input: Json): Sent {
  const body = JSON.stringify(input);
  const changed = { body, headers: { ...request.headers, 'content-length': String(Buffer.byteLength(body)) } };
  return Object.assign(Object.create(Object.getPrototypeOf(request)), request, changed) as Sent;
}

/** Whether a rule strikes at this call; each rule counts the calls it matches. */
function strikes(rule: Rule, { operation }: Call, caller: Caller): boolean {
  const { by = 'request', operation: wanted = operation, nth = 1, lasting = false } = rule.where;
  if (by !== caller || wanted !== operation) return false;
  rule.met += 1;
  return lasting ? rule.met >= nth : rule.met === nth;
}

const isRequest = (event: unknown): boolean => typeof event === 'object' && event !== null && 'httpMethod' in event;

/** Loads functions that name their caller to all that they do. */
const namingTo =
  (callers: AsyncLocalStorage<Caller>): LoadModule =>
  async (area) => {
    const { handler } = await loadHandlerModule(area);
    const call = handler as (event: unknown, context: unknown) => unknown;
    const named: typeof call = (event, context) =>
      callers.run(isRequest(event) ? 'request' : 'job', () => call(event, context));
    return { handler: named };
  };

/**
 * A request handler around the SDK's own, which lets everything through until a fault is injected. `unnamed`: whose calls
 * those are that no function which `loadModule` has loaded makes.
 */
export function openFaults(unnamed: Caller = 'job'): Faults {
  let real = new DynamoDBClient({ region: 'local' }).config.requestHandler as unknown as Handler;
  const callers = new AsyncLocalStorage<Caller>();
  const calls: Call[] = [];
  const rules: Rule[] = [];
  return {
    calls,
    loadModule: namingTo(callers),
    passTo(handler) {
      real = handler;
    },
    handler: {
      async handle(request, options) {
        const call = callOf(request);
        const caller = callers.getStore() ?? unnamed;
        if (caller === 'request') calls.push(call);
        const rule = rules.filter((each) => strikes(each, call, caller)).at(0);
        if (!rule) return real.handle(request, options);
        const send = async (input?: Json) =>
          replyOf((await real.handle(input ? withInput(request, input) : request, options)).response);
        return { response: messageOf(await rule.fault(call, send)) };
      },
    },
    inject: (where, fault) => {
      rules.push({ where, fault, met: 0 });
    },
    clear() {
      rules.length = 0;
      calls.length = 0;
    },
    count: (operation) => calls.filter((call) => call.operation === operation).length,
  };
}

const named = (name: string): Error => Object.assign(new Error('Injected.'), { name });

/** The connection breaks before anything was sent. */
export const drop: Fault = async () => {
  throw named('TimeoutError');
};

/** AWS does what was asked, and the answer gets lost. */
export const loseAnswer: Fault = async (_, send) => {
  await send();
  throw named('TimeoutError');
};

/** AWS refuses with an error of this type. Like the real service, its message quotes what was sent. */
export const refuseWith =
  (status: number, type: string, more: Json = {}): Fault =>
  async ({ input }) => ({
    status,
    body: { __type: `com.amazonaws#${type}`, message: `Injected for ${JSON.stringify(input)}`, ...more },
  });

export const throttle = refuseWith(400, 'ThrottlingException');
export const serverError = refuseWith(500, 'InternalServerError');
export const denied = refuseWith(400, 'AccessDeniedException');

/** Another transaction is at work on the first item. */
export const transactionConflict: Fault = (call, send) => {
  const items = (call.input.TransactItems ?? []) as unknown[];
  const CancellationReasons = items.map((_, index) => ({ Code: index === 0 ? 'TransactionConflict' : 'None' }));
  return refuseWith(400, 'TransactionCanceledException', { CancellationReasons })(call, send);
};

type Keys = { Keys: Record<string, { S: string }>[] };
type Tables = Record<string, Keys>;
const tablesOf = ({ input }: Call): Tables => (input.RequestItems ?? {}) as Tables;
/** Of a batch, the keys for which `takes` says yes; undefined when none is left. */
function part(tables: Tables, takes: (key: string) => boolean): Tables | undefined {
  const nameOf = (key: Record<string, { S: string }>) => `${key.pk?.S}|${key.sk?.S}`;
  const kept = Object.entries(tables).map(
    ([table, request]) => [table, { ...request, Keys: request.Keys.filter((key) => takes(nameOf(key))) }] as const,
  );
  const left = kept.filter(([, { Keys }]) => Keys.length > 0);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/** A batch read that leaves some keys (`pk|sk`) unprocessed. */
export const leaveUnprocessed =
  (leaves: (key: string) => boolean): Fault =>
  async (call, send) => {
    const now = part(tablesOf(call), (key) => !leaves(key));
    const { body } = now ? await send({ ...call.input, RequestItems: now }) : { body: { Responses: {} } };
    return { status: 200, body: { ...body, UnprocessedKeys: part(tablesOf(call), leaves) ?? {} } };
  };

/** A batch is no snapshot: keys for which `isFirst` says yes are read before `between` happens, the others after it. */
export const tear =
  (isFirst: (key: string) => boolean, between: () => Promise<unknown>): Fault =>
  async (call, send) => {
    const read = async (RequestItems: Tables | undefined) =>
      RequestItems ? (await send({ ...call.input, RequestItems })).body : { Responses: {} };
    const first = await read(part(tablesOf(call), isFirst));
    await between();
    const second = await read(part(tablesOf(call), (key) => !isFirst(key)));
    const [a, b] = [first, second].map(({ Responses }) => Responses as Record<string, unknown[]>);
    const tables = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])];
    const Responses = Object.fromEntries(tables.map((name) => [name, [...(a?.[name] ?? []), ...(b?.[name] ?? [])]]));
    return { status: 200, body: { Responses, UnprocessedKeys: {} } };
  };

/** Something happens just before the call leaves. */
export const beforeSending =
  (happening: () => Promise<unknown>): Fault =>
  async (_, send) => {
    await happening();
    return send();
  };

/** The answer takes its time. */
export const delay =
  (milliseconds: number): Fault =>
  async (_, send) => {
    await sleep(milliseconds);
    return send();
  };

/**
 * From now on nothing waits between two attempts: the SDK and the vault wait a random part of ever longer times. Answers
 * the way back.
 */
export function retryAtOnce(): () => void {
  const { random } = Math;
  Math.random = () => 0;
  return () => {
    Math.random = random;
  };
}
