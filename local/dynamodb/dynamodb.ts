import { once } from 'node:events';
import { accessSync, constants, mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import { findDynoxide } from './binary.ts';
import { type SupervisedProcess, startSupervised } from './supervised-process.ts';

const START_TIMEOUT_MS = 15_000;
const PORT_ATTEMPTS = 5;

export type DynamoDbOptions = {
  /** The SQLite file; it and its folder are created when missing. */
  file: string;
  /** Receives our own sentences about starting and ending, never a line of the database's output. */
  log?: (line: string) => void;
  /** Where to look for the program when its npm package is absent. Default: none. */
  searchPath?: string;
};

export type DynamoDb = {
  port: number;
  /** Settles when the database has ended, whoever ended it. Nothing restarts it. */
  ended: Promise<number>;
  close(): Promise<void>;
};

type Outcome = 'listening' | 'port taken' | 'not a database' | 'cannot open' | 'ended' | 'timeout';

/** The program's output is only compared with these, never passed on: its validation errors print item contents. */
const MEANINGS: readonly (readonly [pattern: RegExp, outcome: Outcome])[] = [
  [/^Dynoxide listening on /m, 'listening'],
  [/^error: port \d+ is already in use/m, 'port taken'],
  [/not a valid SQLite database|file is not a database|malformed|disk image/m, 'not a database'],
  [/unable to open database file|readonly|read-only|disk I\/O error/m, 'cannot open'],
];

function mendOf(outcome: Outcome, file: string): string {
  const startFresh = 'put a copy of it back, or run "npm start -- --fresh" to begin again without its data';
  if (outcome === 'not a database') return `The database file ${file} is damaged: ${startFresh}.`;
  if (outcome === 'cannot open') return `The database file ${file} cannot be opened: let this user read and write it.`;
  if (outcome === 'port taken') return 'No free port was found for the database: stop what uses them and start again.';
  if (outcome === 'timeout') return `The database did not answer within ${START_TIMEOUT_MS / 1000} s: start again.`;
  return `The database ended while it opened ${file}: ${startFresh}.`;
}

function prepareFolder(file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new LocalRunError(`The data folder ${folder} cannot be used: let this user read and write it, or remove it.`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function firstOutcome({ stderr, ended }: SupervisedProcess): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = '';
    const timer = setTimeout(() => resolve('timeout'), START_TIMEOUT_MS);
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      stderr.removeAllListeners('data').resume();
      resolve(outcome);
    };
    stderr.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const meaning = MEANINGS.find(([pattern]) => pattern.test(output));
      if (meaning !== undefined) settle(meaning[1]);
    });
    ended.then(() => settle('ended'));
  });
}

/**
 * Starts dynoxide, a DynamoDB in one native process on one SQLite file, on a free loopback port; resolves when it
 * listens. It ends with this process, however that ends. Throws LocalRunError with the mend.
 */
export async function startDynamoDb({ file, log, searchPath = '' }: DynamoDbOptions): Promise<DynamoDb> {
  const program = findDynoxide(searchPath);
  prepareFolder(file);
  let outcome: Outcome = 'port taken';
  for (let attempt = 1; attempt <= PORT_ATTEMPTS && outcome === 'port taken'; attempt += 1) {
    const port = await freePort();
    const database = startSupervised(program, ['serve', '--host', '127.0.0.1', '--port', `${port}`, '--db-path', file]);
    outcome = await firstOutcome(database);
    if (outcome === 'listening') {
      log?.(`DynamoDB listens on 127.0.0.1:${port}`);
      database.ended.then((code) => log?.(`DynamoDB ended with code ${code}`));
      return { port, ended: database.ended, close: database.end };
    }
    await database.end();
  }
  throw new LocalRunError(mendOf(outcome, file));
}
