// `npm run check`: formatting and lint, types, unused code and import directions. One line each, the tool's output only when
// it found something. Exit code 1 when any did.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Check = { readonly name: string; readonly command: string; readonly args: readonly string[] };
type Outcome = { readonly code: number; readonly output: string };

const checks: readonly Check[] = [
  { name: 'format and lint', command: 'biome', args: ['check', '--error-on-warnings', '--max-diagnostics=200', '.'] },
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  { name: 'unused code', command: 'knip', args: ['--no-progress'] },
  { name: 'import directions', command: 'vitest', args: ['run', 'test/rooms/import-directions.test.ts'] },
];
const root = fileURLToPath(new URL('..', import.meta.url));

// Each tool is a process of its own, and none uses more than a core for long: together they take as long as the slowest.
const results = await Promise.all(checks.map(async (check) => ({ check, ...(await timed(check)) })));
if (results.some(({ code }) => code !== 0)) process.exitCode = 1;

async function timed(check: Check): Promise<Outcome> {
  const started = Date.now();
  const outcome = await execute(check);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${check.name.padEnd(20)}${outcome.code === 0 ? 'ok' : 'failed'}  (${check.command}, ${seconds} s)`);
  if (outcome.code !== 0) console.log(outcome.output);
  return outcome;
}

function execute({ command, args }: Check): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(`${root}node_modules/.bin/${command}`, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
