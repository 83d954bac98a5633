/**
 * Who may import whom: the table of docs/architecture.md as data, and its only source. The lint overrides in biome.json
 * repeat it for editors, and import-directions.test.ts holds them equal to it.
 */
export type Room = {
  readonly name: string;
  /** Files of the room, as globs from the project's root. The first room that matches a file has it. */
  readonly files: readonly string[];
  /** What its files may import: import specifiers as globs. `{area}` is the importing file's own folder under lambdas/. */
  readonly imports: readonly string[];
};

const zod = ['zod', 'zod/mini'];
const node = ['node:*', 'node:*/*'];
const everything = ['**'];
/** What may travel into a function's bundle; `aws-lambda` is types only. */
const bundled = [
  ...zod,
  ...node,
  '@aws-sdk/*',
  '@aws/durable-execution-sdk-js',
  '@middy/*',
  '@aws-lambda-powertools/**',
  'aws-lambda',
  'csv-stringify/sync',
  'yauzl',
  'ical-generator',
  'ipaddr.js',
  'jose',
  'standardwebhooks',
  'ulid',
];
const contracts = ['#/lambdas/contract.ts', '#/lambdas/*/contract.ts', '#/lambdas/*/*.contract.ts'];
/** Literal tables and the names made from them: pure data, so the local run and the operators' tools may read them, too. */
const tables = ['#/lib/instances.ts', '#/lib/names.ts'];

export const rooms: readonly Room[] = [
  { name: 'domain', files: ['domain/**'], imports: ['#/domain/**', ...zod] },
  { name: 'vault', files: ['vault/**'], imports: ['#/domain/**', '#/vault/**', '@aws-sdk/*', ...node] },
  { name: 'contract', files: contracts.map(fileOf), imports: ['#/domain/**', ...contracts, ...zod] },
  {
    name: 'platform',
    files: ['lambdas/platform/**'],
    imports: ['#/domain/**', '#/vault/**', ...contracts, '#/lambdas/platform/**', ...bundled],
  },
  {
    name: 'handlers',
    files: ['lambdas/**'],
    // `lambdas/contract.ts` is every area's contract, for the public function that describes the whole API.
    imports: [
      '#/domain/**',
      '#/vault/**',
      '#/lambdas/platform/**',
      '#/lambdas/contract.ts',
      '#/lambdas/{area}/**',
      ...bundled,
    ],
  },
  { name: 'tables', files: tables.map(fileOf), imports: ['#/domain/data-map/**', ...tables] },
  {
    name: 'lib',
    files: ['lib/**'],
    imports: [
      '#/domain/data-map/**',
      // The words that contracts are written in, and the roles, pools and lifetimes that identity is set up by.
      '#/domain/api/**',
      '#/domain/access/**',
      ...contracts,
      '#/lib/**',
      'aws-cdk-lib',
      'aws-cdk-lib/**',
      'constructs',
      'cdk-nag',
      'esbuild',
      ...node,
    ],
  },
  {
    name: 'operator',
    files: ['operator/**'],
    imports: [
      '#/domain/**',
      '#/vault/**',
      '#/lambdas/platform/**',
      '#/operator/**',
      ...tables,
      '@aws-sdk/*',
      'ulid',
      ...node,
    ],
  },
  {
    name: 'local',
    files: ['local/**'],
    imports: [
      '#/domain/**',
      '#/vault/**',
      '#/lambdas/**',
      '#/local/**',
      '#/operator/**',
      ...tables,
      ...bundled,
      'otpauth',
      '@dynoxide/**',
    ],
  },
  { name: 'tools', files: ['bin/**', 'bench/**', 'test/**', '*.ts'], imports: everything },
];

/** The only files that read `process.env`: everybody else is handed what it needs. */
export const environmentReaders: readonly string[] = [
  'lambdas/platform/config.ts',
  'bin/**',
  'local/**',
  'test/**',
  'bench/**',
];

function fileOf(specifier: string): string {
  return specifier.replace('#/', '');
}
