import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '#/domain/canonical.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { entities } from '#/domain/data-map/map.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';
import type { KeySet } from '#/domain/proof/key-set.ts';
import { areas } from '#/lambdas/contract.ts';
import { instances } from '#/lib/instances.ts';
import { checksOf } from '#/operator/verify/key-file.ts';
import { type ApiAnswer, type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { vaultOf } from '#/test/support/people.ts';
import { expectProblem } from './expect-problem.ts';

const siblings = { na: 'https://na.api.coachvault.example' };
let instance: GivenInstance;
beforeAll(async () => {
  instance = await givenInstance({ siblings });
});

type Json = Readonly<Record<string, unknown>>;
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Json }[];
  readonly security: readonly Record<string, readonly string[]>[];
  readonly responses: Readonly<Record<string, { description: string; content?: Json }>>;
};
type Document = {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly servers: readonly { url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { schemas: Json; securitySchemes: Json };
};

const read = async (path: string): Promise<ApiAnswer> => {
  const answer = await instance.call('GET', path);
  expect(answer.status).toBe(200);
  return answer;
};

function* valuesOf(key: string, node: unknown): Generator<unknown> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === key) yield value;
    yield* valuesOf(key, value);
  }
}

const resolve = (document: unknown, pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (node, name) => (node as Json | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

describe('RE3: /openapi.json', () => {
  const documentOf = async () => (await read('/openapi.json')).body as Document;
  const operationsOf = ({ paths }: Document) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  it('is OpenAPI 3.1 and names this instance’s door', async () => {
    const { openapi, info, servers } = await documentOf();
    expect(openapi).toMatch(/^3\.1\.\d$/);
    expect([info.title, typeof info.version]).toEqual(['CoachVault', 'string']);
    expect(servers).toEqual([{ url: instance.apiUrl }]);
  });

  it('lists every route of the contracts and no other', async () => {
    const listed = operationsOf(await documentOf()).map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    const routes = areas.flatMap((area) => Object.values(area.routes).map(({ method, path }) => `${method} ${path}`));
    expect(listed.sort()).toEqual(routes.sort());
  });

  it('has operations with unique ids, every path parameter declared, and answers described', async () => {
    const operations = operationsOf(await documentOf());
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name).sort()).toEqual(named.sort());
      expect(inPath.every(({ required, schema }) => required && schema !== undefined)).toBe(true);
      expect(operation.summary).not.toBe('');
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(description).not.toBe('');
      }
    }
  });

  it('refers to nothing that it does not have', async () => {
    const document = await documentOf();
    const pointers = [...valuesOf('$ref', document)] as string[];
    expect(pointers.length).toBeGreaterThan(50);
    for (const pointer of pointers) expect([pointer, typeof resolve(document, pointer)]).toEqual([pointer, 'object']);
    const schemes = [...valuesOf('security', document)].flatMap((security) =>
      (security as Json[]).flatMap((requirement) => Object.keys(requirement)),
    );
    expect(new Set(schemes)).toEqual(new Set(Object.keys(document.components.securitySchemes)));
  });

  it('says the lengths of an Idempotency-Key that the API takes', async () => {
    const { paths } = await documentOf();
    const parameters = paths['/v1/engagements']?.post?.parameters ?? [];
    const schema = parameters.find(({ name }) => name === 'Idempotency-Key')?.schema;
    expect(schema).toMatchObject({ type: 'string', minLength: 8, maxLength: 128 });
  });
});

describe('RE7: /.well-known/coachvault', () => {
  it('says where the instance keeps data, where its siblings are, and how to sign in', async () => {
    const { region, jurisdiction } = instances.eu;
    const { body } = await read('/.well-known/coachvault');
    const { userPools, apiUrl } = instance;
    expect(body).toMatchObject({ instance: 'eu', region, jurisdiction, door: apiUrl, siblings });
    const pool = ({ id, clientId }: { id: string; clientId: string }) => ({ userPoolId: id, clientId });
    const { workforce, clients } = userPools;
    expect(body).toMatchObject({ signIn: { workforce: pool(workforce), clients: pool(clients) } });
  });

  it('says what its operator can technically read, of every entity there is', async () => {
    const { body } = await read('/.well-known/coachvault');
    type Access = { contentClass: string; covers: string[]; operatorCanRead: string };
    const { operatorAccess } = body as { operatorAccess: Access[] };
    expect(operatorAccess.flatMap(({ covers }) => covers).sort()).toEqual(entities.map(({ name }) => name).sort());
    const readable = operatorAccess.find(({ contentClass }) => contentClass === 'server_readable');
    expect(readable?.covers).toEqual(expect.arrayContaining(['note', 'message', 'goal', 'session', 'person']));
    expect(readable?.operatorCanRead).toContain('administrator of the AWS account');
  });
});

describe('/.well-known/security.txt', () => {
  it('has the fields of RFC 9116', async () => {
    const answer = await read('/.well-known/security.txt');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const fields = String(answer.body)
      .trimEnd()
      .split('\n')
      .map((line) => /^([\w-]+): (.+)$/.exec(line)?.slice(1) ?? []);
    const named = Object.fromEntries(fields as [string, string][]);
    expect(fields.map(([name]) => name)).toEqual([...new Set(fields.map(([name]) => name))]);
    expect(named.Contact).toBe(instances.eu.securityContact);
    expect(named.Canonical).toBe(`${instance.apiUrl}/.well-known/security.txt`);
    const days = (Date.parse(String(named.Expires)) - instance.clock.now()) / 86_400_000;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });
});

describe('/.well-known/jwks.json', () => {
  it('CO18: has the public keys that signatures of this instance are checked with, and nothing secret', async () => {
    const answer = await read('/.well-known/jwks.json');
    const { keys } = answer.body as KeySet;
    expect(keys.length).toBeGreaterThan(0);
    const { signature, signedWith } = await vaultOf(instance).signer.sign('heron');
    const { verify } = checksOf({ keys }, 'The key set');
    expect([verify(signedWith, 'heron', signature), verify(signedWith, 'osprey', signature)]).toEqual([true, false]);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('CO6: /v1/notices/{noticeId}', () => {
  it('shows what each notice of today says, with what its fingerprint is made of', async () => {
    for (const purpose of consentPurposes) {
      const { noticeId, title, text, fingerprint } = noticeOf(purpose);
      const { body } = await read(`/v1/notices/${noticeId}`);
      expect(body).toMatchObject({ noticeId, purpose, title, text, fingerprint, locale: 'en' });
      const { material } = body as { material: unknown };
      expect(createHash('sha256').update(canonical(material)).digest('hex')).toBe(fingerprint);
    }
  });

  it('knows no other notice and no other language', async () => {
    const call = (path: string) => instance.call('GET', path);
    expectProblem(await call('/v1/notices/session_recording.99'), 'not-found');
    expectProblem(await call('/v1/notices/coaching.1'), 'not-found');
    expectProblem(await call('/v1/notices/Session%20recording'), 'invalid-request', 'path.noticeId');
    expectProblem(await call('/v1/notices/session_recording.1?locale=xx'), 'invalid-request', 'query.locale');
  });
});
