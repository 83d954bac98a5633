import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const root = resolve(import.meta.dirname, '../../..');
const purposesSource = readFileSync(join(root, 'domain/data-map/purposes.ts'), 'utf8');
const planted = 'planted';

const entitySource = (definition: string): string => `
  import * as z from 'zod/mini';
  import { bound, entity, plain, sealed } from '#/domain/data-map/entity.ts';
  import { months } from '#/domain/data-map/retention.ts';
  export const ${planted} = entity('planted', { ${definition} });
  export const used = [z, bound, plain, sealed, months];`;

const sound = {
  store: `store: 'coaching'`,
  about: `about: 'client'`,
  purpose: `purpose: 'coaching'`,
  retention: `retention: { from: 'engagement.ended', keep: months(24), holdable: true }`,
  onExport: `onExport: 'whole'`,
  onErasure: `onErasure: 'delete'`,
  key: `key: { pk: 'engagement#{engagementId}', sk: 'planted#{plantedId}' }`,
  fields: `fields: { body: sealed(() => z.string(), 'coaching_content', 'Why.') }`,
};
const declared = (changes: Partial<Record<keyof typeof sound, string>>): string =>
  entitySource(
    Object.values({ ...sound, ...changes })
      .filter(Boolean)
      .join(', '),
  );

const refused: Record<string, string> = {
  'an unclassified field': declared({ fields: `fields: { body: z.string() }` }),
  'a field without a category': declared({ fields: `fields: { body: sealed(() => z.string()) }` }),
  'a field without a reason': declared({ fields: `fields: { body: sealed(() => z.string(), 'coaching_content') }` }),
  'an unknown category': declared({ fields: `fields: { body: sealed(() => z.string(), 'gossip', 'Why.') }` }),
  'no purpose': declared({ purpose: '' }),
  'no retention': declared({ retention: '' }),
  'a retention that does not say whether a hold may touch it': declared({
    retention: `retention: { from: 'created', keep: months(1) }`,
  }),
  'RI1: nothing about the copy that a person gets': declared({ onExport: '' }),
  'RI3: nothing about what an erasure does to it': declared({ onErasure: '' }),
  'an erasure that leaves it without saying why': declared({ onErasure: `onErasure: 'stay'` }),
  'nobody it is about': declared({ about: '' }),
  'an unknown store': declared({ store: `store: 'spreadsheet'` }),
  'the purpose of sale': declared({ purpose: `purpose: 'sale'` }),
  'a registered purpose of sale': purposesSource.replace(
    '} as const satisfies',
    `  sale: { basis: 'consent', asks: 'subject', title: 'Sale', says: 'Sell it.' },\n} as const satisfies`,
  ),
  'CO20: a purpose on legitimate interest without its assessment': purposesSource.replace(
    "    assessment: 'LIA-2026-01',\n",
    '',
  ),
};
const accepted: Record<string, string> = {
  'a whole entity': declared({}),
  'the purposes as they are': purposesSource,
};

/** Compiles every snippet in one run of the compiler; answers the errors by snippet. */
async function compile(snippets: Record<string, string>): Promise<Map<string, string[]>> {
  const folder = temporaryFolder();
  for (const name of ['domain', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{"type":"module","imports":{"#/*":"./*"}}');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['*.ts'], compilerOptions: { types: [] } }),
  );
  const names = Object.keys(snippets);
  for (const [index, name] of names.entries()) writeFileSync(join(folder, `s${index}.ts`), snippets[name] ?? '');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false']).catch(
    (failed: { stdout: string }) => failed,
  );
  const errors = stdout.split('\n').filter((each) => /^\S*\bs\d+\.ts\(/.test(each));
  return new Map(names.map((name, index) => [name, errors.filter((each) => each.includes(`s${index}.ts(`))]));
}

describe('the data map in the eyes of the compiler', () => {
  let errors: Map<string, string[]>;
  beforeAll(async () => {
    errors = await compile({ ...refused, ...accepted });
  });

  it.each(Object.keys(accepted))('compiles %s', (name) => {
    expect(errors.get(name)).toEqual([]);
  });

  it.each(Object.keys(refused))('MI1 MI3 MI4: does not compile %s', (name) => {
    expect(errors.get(name)).not.toEqual([]);
  });
});
