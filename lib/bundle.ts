import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Parts of the AWS SDK that it imports only when it needs them, which is never here: other sources of credentials (in
 * Lambda they come from the environment, which the SDK asks first), streams of events, and a parser of browsers' names.
 * Leaving them out saves a third of the cold start; the last three also keep the bundler from sorting what nobody uses
 * out of the rest. Should one ever be asked for, its import fails and the call with it: nothing falls back to other
 * credentials.
 */
export const neverInLambda = [
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  '@aws-sdk/credential-provider-http',
  '@smithy/core/event-streams',
  'bowser',
] as const;

/** Leaves these modules out where they are imported on demand; a static import says that they are needed, and they go in. */
export const leaveOut = (modules: readonly string[]): Plugin => ({
  name: 'leave-out',
  setup({ onResolve }) {
    const filter = new RegExp(`^(?:${modules.join('|')})$`);
    onResolve({ filter }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
});

/** How functions are bundled, all of them and whatever they are measured against. */
export const bundling = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  plugins: [leaveOut(neverInLambda)],
  logLevel: 'warning',
  // Some dependencies still call require() for Node's own modules, which ES modules do not have. The bundler does not
  // know the names of its banner: they have to be ones that nobody else declares.
  banner: {
    js: "import{createRequire as createRequire__}from'node:module';const require=createRequire__(import.meta.url);",
  },
} satisfies BuildOptions;

/** Where the source of an area's function lies, from the project's root. */
export const handlerFile = (area: string): string => `lambdas/${area}/${area}.handler.ts`;

export type Bundles = {
  /** The folder that becomes the function's code: `index.mjs`, nothing else. */
  readonly dirOf: (area: string) => string;
  /** What went in, per output file. */
  readonly metafile: Metafile;
};

/**
 * Bundles the handlers of these areas in one go: ESM, minified, one file each under `<outdir>/functions/<area>`. Source
 * maps lie beside, under `<outdir>/source-maps`, and never in what is deployed.
 * @throws Error naming every area whose handler file is missing
 */
export async function bundleHandlers({
  outdir,
  areas,
}: {
  outdir: string;
  areas: readonly string[];
}): Promise<Bundles> {
  const missing = areas.map(handlerFile).filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`There is no handler at ${missing.join(', ')}.`);
  const { metafile } = await build({
    ...bundling,
    entryPoints: areas.map((area) => ({ in: handlerFile(area), out: `functions/${area}/index` })),
    outdir,
    sourcemap: 'external',
    sourcesContent: true,
    metafile: true,
  });
  await Promise.all(areas.map((area) => moveSourceMap(outdir, area)));
  return { dirOf: (area) => join(outdir, 'functions', area), metafile };
}

async function moveSourceMap(outdir: string, area: string): Promise<void> {
  const target = join(outdir, 'source-maps', `${area}.mjs.map`);
  await mkdir(dirname(target), { recursive: true });
  await rename(join(outdir, 'functions', area, 'index.mjs.map'), target);
}
