import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { runtime as Runtime } from '#/lambdas/platform/runtime.ts';
import type { LoadModule } from '#/local/run/functions.ts';
import { type Faults, openFaults } from './faults.ts';
import { type GivenInstance, openInstance } from './instance.ts';
import { keptInstance } from './kept-instance.ts';
import { givenProgramme, givenSignedInAgain, givenStaff, type Person, type Programme } from './people.ts';

/** An instance with what any file needs and none changes: an operator, and a programme that people can join. */
export type InUse = {
  readonly instance: GivenInstance;
  readonly faults: Faults;
  /** A platform administrator. */
  readonly operator: Person;
  readonly programme: Programme;
};
/** Tokens last five minutes, and a file much less than four. */
const FRESH_MS = 60_000;

/** Starts an instance whose calls to AWS can be made to fail. */
export async function givenInUse(start: (loadModule: LoadModule) => Promise<GivenInstance>): Promise<InUse> {
  const faults = openFaults();
  const instance = await start(faults.loadModule);
  // Loaded now, and not above: the functions of this instance share the modules that were loaded after its start.
  const { runtime }: { runtime: typeof Runtime } = await import('#/lambdas/platform/runtime.ts');
  if (runtime.requestHandler) faults.passTo(runtime.requestHandler as never);
  runtime.requestHandler = faults.handler as never;
  const operator = await givenStaff(instance, 'platform_admin');
  return { instance, faults, operator, programme: await givenProgramme(instance, operator) };
}

async function startKept() {
  const folder = mkdtempSync(join(tmpdir(), 'coachvault-shared-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // How a worker is ended when it has no more files. Its database ends with it.
  process.once('SIGTERM', () => process.exit());
  const inUse = await givenInUse((loadModule) => openInstance({ folder: join(folder, 'data'), loadModule }));
  return { inUse, signedInAt: inUse.instance.clock.now(), close: inUse.instance.close };
}

async function signedInAgain({ instance, faults, operator, programme }: InUse): Promise<InUse> {
  const again = (person: Person) => givenSignedInAgain(instance, person);
  const admin = await again(programme.admin);
  const sponsor = await again(programme.sponsor);
  return { instance, faults, operator: await again(operator), programme: { ...programme, admin, sponsor } };
}

/**
 * The instance that files of one process use one after the other. It closes with the process, or when a file starts one of
 * its own. Who uses it leaves the operator and the programme as they were, makes the people whose state it changes, looks
 * only at what it made, and moves the clock by no more than hours.
 */
export async function givenSharedInstance(): Promise<InUse> {
  const kept = await keptInstance(startKept);
  const { instance, faults } = kept.inUse;
  await instance.settled();
  if (instance.clock.now() - kept.signedInAt > FRESH_MS) {
    kept.inUse = await signedInAgain(kept.inUse);
    kept.signedInAt = instance.clock.now();
  }
  faults.clear();
  return kept.inUse;
}
