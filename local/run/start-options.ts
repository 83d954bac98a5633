import { parseArgs } from 'node:util';
import { LocalRunError } from '#/local/aws/local-run-error.ts';

export type StartOptions = {
  /** Begin again: the data folders of the instances are deleted first. */
  readonly fresh: boolean;
  /** Only these instances, by id. */
  readonly instanceIds: readonly string[];
  /** 0 picks free ports. */
  readonly portBase: number;
  readonly demo: boolean;
};

const DEFAULT_PORT_BASE = 4700;
const HIGHEST_PORT_BASE = 65_000;

const options = {
  fresh: { type: 'boolean', default: false },
  instance: { type: 'string' },
  'port-base': { type: 'string', default: String(DEFAULT_PORT_BASE) },
  'no-demo': { type: 'boolean', default: false },
} as const;

const LIST =
  'The options, after "npm start --", are: --fresh (begin again without the data so far), --instance <id> (only that ' +
  `one), --port-base <N> (first port; ${DEFAULT_PORT_BASE} when left out, 0 for any free ones), --no-demo (no demo people).`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [problem = 'These options are not understood'] = (error instanceof Error ? error.message : '').split('. ');
    throw new LocalRunError(`${problem.replace(/\.$/, '')}. ${LIST}`);
  }
}

function portBaseOf(text: string): number {
  const base = Number(text);
  const isGood = /^\d+$/.test(text) && (base === 0 || (base >= 1024 && base <= HIGHEST_PORT_BASE));
  if (isGood) return base;
  throw new LocalRunError(`--port-base must be 0 or a number from 1024 to ${HIGHEST_PORT_BASE}. ${LIST}`);
}

/** What stands after `npm start --`. Throws LocalRunError with the list of options for anything else. */
export function parseStartOptions(args: readonly string[], known: readonly string[]): StartOptions {
  const values = parse(args);
  const { instance } = values;
  if (instance !== undefined && !known.includes(instance)) {
    throw new LocalRunError(`There is no instance "${instance}"; lib/instances.ts has ${known.join(', ')}. ${LIST}`);
  }
  return {
    fresh: values.fresh,
    instanceIds: instance === undefined ? known : [instance],
    portBase: portBaseOf(values['port-base']),
    demo: !values['no-demo'],
  };
}
