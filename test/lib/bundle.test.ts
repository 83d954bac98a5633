import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { isBuiltin } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { envNames } from '#/domain/api/area.ts';
import { areas } from '#/lambdas/contract.ts';
import { type Bundles, bundleHandlers, handlerFile, neverInLambda } from '#/lib/bundle.ts';

const outdir = mkdtempSync(join(tmpdir(), 'coachvault-bundle-'));
const names = areas.map((area) => area.name);
let bundles: Bundles;

beforeAll(async () => {
  bundles = await bundleHandlers({ outdir, areas: names });
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const outputOf = (area: string) => {
  const found = Object.entries(bundles.metafile.outputs).find(([file]) =>
    file.endsWith(`/functions/${area}/index.mjs`),
  );
  if (!found) throw new Error(`No bundle of ${area}`);
  return found[1];
};

describe('bundles', () => {
  it.each(names)('%s: one file, minified, without a source map beside it', (area) => {
    expect(readdirSync(bundles.dirOf(area))).toEqual(['index.mjs']);
    const text = readFileSync(join(bundles.dirOf(area), 'index.mjs'), 'utf8');
    expect(text).not.toMatch(/sourceMappingURL|sourcesContent/);
    expect(text.split('\n').length).toBeLessThan(400);
    expect(existsSync(join(outdir, 'source-maps', `${area}.mjs.map`))).toBe(true);
  });

  it.each(names)(
    '%s: nothing travels that it must not hold: no CDK, no local run, no tests, no other area’s handlers',
    (area) => {
      const inputs = Object.keys(outputOf(area).inputs).map((input) =>
        input.replace(/^(?:\.\.\/)+.*?(?=(?:lib|local|test|bin|lambdas|node_modules)\/)/, ''),
      );
      const forbidden = inputs.filter((input) =>
        /^(?:local|test|bin|lib)\/|^node_modules\/(?:aws-cdk|constructs|esbuild|cdk-nag|vitest)/.test(input),
      );
      expect(forbidden).toEqual([]);
      const others = names.filter((other) => other !== area).map(handlerFile);
      expect(inputs.filter((input) => others.includes(input))).toEqual([]);
    },
  );

  it.each(names)('%s: what is left out is imported only when it is asked for', (area) => {
    const external = outputOf(area).imports.filter(({ path }) => !isBuiltin(path));
    for (const { path, kind } of external) {
      expect(neverInLambda).toContain(path);
      expect(kind).toBe('dynamic-import');
    }
  });

  it('says which handler is missing', async () => {
    await expect(bundleHandlers({ outdir, areas: ['account', 'nowhere'] })).rejects.toThrow(
      'There is no handler at lambdas/nowhere/nowhere.handler.ts.',
    );
  });

  it('runs as Lambda runs it: credentials come from the environment, and calls are signed with them', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization ?? '');
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end('{"__type":"com.amazonaws.dynamodb.v20120810#ValidationException","message":"enough"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const signIn = areas.find(({ name }) => name === 'sign-in');
    const environment = {
      ...Object.fromEntries(
        (signIn ? envNames(signIn) : []).map((name) => [name, name === 'COACHVAULT_SIBLINGS' ? '{}' : 'eu']),
      ),
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    };
    const event = {
      userName: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
      request: { groupConfiguration: {} },
      callerContext: {},
    };
    const code = `const { handler } = await import(${JSON.stringify(join(bundles.dirOf('sign-in'), 'index.mjs'))});
      await handler(${JSON.stringify(event)}).then(() => console.log('answered'), (error) => console.log(error.name));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      env: environment,
      cwd: tmpdir(),
    });
    server.close();
    expect(stdout).not.toContain('answered');
    expect(asked.length).toBeGreaterThan(0);
    for (const header of asked) expect(header).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\//);
  });
});
