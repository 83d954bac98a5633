import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { givenRoot, givenStart } from './local/run/given-start.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(project, 'README.md'), 'utf8');
const walkthrough = [...readme.matchAll(/<!-- walkthrough -->\n```sh\n(.*?)```/gs)].map((match) => match[1]).join('');

/** A folder in which the README's commands run as in the project, with data of its own under .local. */
function givenCheckout(): string {
  const folder = givenRoot();
  for (const name of ['package.json', 'package-lock.json', 'bin', 'node_modules'])
    symlinkSync(join(project, name), join(folder, name));
  return folder;
}

/** The port, if nobody listens on it. */
async function free(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, '127.0.0.1');
  const listens = await Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]);
  if (!listens) return undefined;
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return found;
}

/** A port that is free together with the next one: an instance takes two. Below those that systems hand out by themselves. */
async function givenFreePorts(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 10_000);
    if ((await free(base)) && (await free(base + 1))) return base;
  }
}

const run = (folder: string, script: string) =>
  promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, TERM: 'dumb' },
  });

describe('the README', () => {
  it('walks from sign-in to a note and from a consent to its withdrawal, as it stands; the note is there after a restart', async () => {
    const folder = givenCheckout();
    const data = join(folder, '.local');
    // Tokens name the address of their user pool, so it has to be the same after the restart.
    const options = ['--port-base', String(await givenFreePorts()), '--instance', 'eu'];
    const first = givenStart(data, options);
    await first.ready();
    const { stdout } = await run(
      folder,
      `${walkthrough}\necho; echo "/v1/engagements/$ENGAGEMENT/sessions/$SESSION_ID/notes/$NOTE"; echo "$TOKEN"`,
    );
    expect(stdout).toContain('She wants to be heard before the decision');
    expect(stdout.match(/Valid: it is exactly what was signed/g)).toHaveLength(3);
    expect(stdout).toContain('document.entry is not what its own hash was made of: it was changed.');
    const [path = '', token = ''] = stdout.trim().split('\n').slice(-2);
    first.signal('SIGINT');
    expect(await first.ended).toBe(0);

    const [entry] = await givenStart(data, options).ready();
    const answer = await fetch(`${entry?.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ body: 'She wants to be heard before the decision, not after it.' });
  });

  it('names only files and scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...readme.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map((match) => match[1] as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map((match) => match[1] as string);
    const missing = links.filter(
      (link) => !readdirSync(join(project, link, '..')).includes(link.split('/').at(-1) as string),
    );
    expect(missing).toEqual([]);
  });
});
