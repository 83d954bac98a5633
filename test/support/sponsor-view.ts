import type { Role } from '#/domain/access/roles.ts';
import type { Area } from '#/domain/api/area.ts';
import { paramExample, paramNames, type Route } from '#/domain/api/route.ts';
import { comparable } from './comparable.ts';
import type { ApiAnswer, ApiCall } from './instance.ts';

export type Reader = { call(method: string, path: string, request?: ApiCall): Promise<ApiAnswer> };
export type Readers = Readonly<Record<string, Reader>>;

/** One call to try. `name` is the same in both worlds, whatever ids the path holds. */
export type Look = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly request?: ApiCall;
  /** How many pages of a list are read; 3 when left out. */
  readonly pages?: number;
  /** Leaves of an answer what does not depend on the order in which our own calls were noted. */
  readonly steady?: (body: unknown) => unknown;
};
/** What somebody saw of one call, made comparable. */
export type Seen = { readonly look: string; readonly status: number; readonly headers: string; readonly body: string };

/** What a route takes so that a call gets past the check of its form. */
type Filling = { readonly body?: unknown; readonly query?: string | undefined };
type Fillings = Readonly<Record<string, Filling | undefined>>;
type Ids = Readonly<Record<string, string>>;

/** A path with the ids of the world where it has them, else with ids of nobody. */
const filled = (path: string, ids: Ids): string =>
  paramNames(path).reduce((so, name) => so.replace(`{${name}}`, ids[name] ?? paramExample(name)), path);

/** Who opened what of the readers’ own: it grows with every look, in the order of milliseconds, and while it is read. */
function distinctAccesses(body: unknown): unknown {
  const { items = [] } = (body ?? {}) as { items?: { at: string; route: string; records: string[] }[] };
  const others = items.filter(({ route }) => route !== 'listAccesses');
  const kinds = others.map(({ at: _, records, ...said }) =>
    JSON.stringify([said, records.map((one) => one.split(':')[0])]),
  );
  return [...new Set(kinds)].sort();
}
const ownAccesses: Pick<Look, 'pages' | 'steady'> = { pages: 50, steady: distinctAccesses };

function looksAt(name: string, route: Route, { ids, fillings, roles }: Trying): Look[] {
  const { method } = route;
  const { body, query = '' } = fillings[name] ?? {};
  const path = filled(route.path, ids);
  const headers = route.ifMatch ? { 'if-match': '"1"' } : {};
  if (method !== 'GET') return [{ name, method, path, request: { headers, body: body ?? {} } }];
  if (name === 'listAccesses') return [{ name, method, path: `${path}?limit=100`, ...ownAccesses }];
  const isList = isFor(route, roles) && route.query && 'limit' in route.query;
  return [query, ...(isList ? ['?limit=1'] : [])].map((each) => ({
    name: `${name}${each}`,
    method,
    path: `${path}${each}`,
  }));
}

export type Trying = { readonly ids: Ids; readonly fillings: Fillings; readonly roles: readonly Role[] };

/** What is public is so for everybody, and asks no table. */
const isFor = ({ who }: Route, roles: readonly Role[]): boolean =>
  who !== 'public' && who.some(({ role }) => roles.includes(role));

/** Every operation of the contracts that reads, or every one that writes, as calls; or only what the roles may. */
export function looksOf(areas: readonly Area[], what: 'reads' | 'writes' | 'own reads', trying: Trying): Look[] {
  return areas
    .flatMap(({ routes }) => Object.entries<Route>(routes))
    .filter(([, { method }]) => (method === 'GET') === (what !== 'writes'))
    .filter(([, route]) => what !== 'own reads' || isFor(route, trying.roles))
    .flatMap(([name, route]) => looksAt(name, route, trying));
}

/** Chance and time, which differ between any two answers. */
const passing = ['date', 'x-amzn-requestid', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];

/** A call and, if it is a list, its next pages: how many there are is an answer, too. */
async function answersOf({ call }: Reader, { method, path, request, pages = 3 }: Look): Promise<ApiAnswer[]> {
  const answers = [await call(method, path, request)];
  while (answers.length < pages) {
    const { next } = (answers.at(-1)?.body ?? {}) as { next?: unknown };
    if (typeof next !== 'string') break;
    answers.push(await call(method, `${path}${path.includes('?') ? '&' : '?'}cursor=${next}`, request));
  }
  return answers;
}

/** The pages of a list as one, where their borders mean nothing. */
const merged = (answers: readonly ApiAnswer[], steady: (body: unknown) => unknown): ApiAnswer[] => {
  const items = answers.flatMap(({ body }) => (body as { items?: unknown[] }).items ?? []);
  return answers.slice(0, 1).map((answer) => ({ ...answer, body: steady({ items }) }));
};

/** All that readers get for some calls, in this order, with nothing left out but chance and time. */
export async function viewOf(readers: Readers, looks: readonly Look[], own: readonly string[] = []): Promise<Seen[]> {
  const same = comparable(own);
  const seen: Seen[] = [];
  for (const [who, reader] of Object.entries(readers)) {
    for (const look of looks) {
      const answers = await answersOf(reader, look);
      for (const { status, headers, body } of look.steady ? merged(answers, look.steady) : answers) {
        const told = [...headers].filter(([header]) => !passing.includes(header)).sort();
        const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
        seen.push({ look: `${who}: ${look.name}`, status, headers: same(JSON.stringify(told)), body: same(text) });
      }
    }
  }
  return seen;
}

/** The end of a text from a little before where it differs from another. */
function fromDifference(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at++;
  return text.slice(Math.max(0, at - 60), at + 60);
}

/** Where two views differ, in words; nothing when they are the same. */
export function differences(one: readonly Seen[], other: readonly Seen[]): string[] {
  const found = one.flatMap((seen, index) => {
    const twin = other[index];
    if (twin?.look !== seen.look) return [`${seen.look}: another number of answers`];
    return (['status', 'headers', 'body'] as const).flatMap((part) => {
      const [mine, theirs] = [String(seen[part]), String(twin[part])];
      return mine === theirs
        ? []
        : [`${seen.look}: ${part}: ${fromDifference(mine, theirs)} | ${fromDifference(theirs, mine)}`];
    });
  });
  return one.length < other.length ? [...found, `${other[one.length]?.look}: more answers`] : found;
}
