// `npm run deploy -- eu [cdk options]`: deploys every stack of one instance, with the credentials of the shell.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { instances } from '#/lib/instances.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const [instance = '', ...options] = process.argv.slice(2);

if (Object.hasOwn(instances, instance)) {
  // The stage's name is the instance's; `/*` takes all its stacks, in the order of their dependencies.
  const deploy = ['deploy', `CoachVault-${instance}/*`, ...options];
  const { status } = spawnSync(`${root}node_modules/.bin/cdk`, deploy, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  const known = Object.keys(instances).join(', ');
  const problem = instance === '' ? 'Which instance?' : `There is no instance "${instance}".`;
  console.error(
    `${problem} lib/instances.ts has: ${known}. For example: npm run deploy -- ${Object.keys(instances)[0]}`,
  );
  process.exitCode = 1;
}
