import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Parts of the AWS SDK that are imported only when credentials come from nowhere else. In Lambda they come from the
 * environment, which the SDK asks first, so these are never loaded; leaving them out saves a third of the cold start.
 * Should one ever be asked for, its import fails and the call with it: nothing falls back to other credentials.
 */
export const neverInLambda = [
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
] as const;

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
    absWorkingDir: root,
    entryPoints: areas.map((area) => ({ in: handlerFile(area), out: `functions/${area}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: [...neverInLambda],
    sourcemap: 'external',
    sourcesContent: true,
    metafile: true,
    logLevel: 'warning',
    // Some dependencies still call require() for Node's own modules, which ES modules do not have.
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
  });
  await Promise.all(areas.map((area) => moveSourceMap(outdir, area)));
  return { dirOf: (area) => join(outdir, 'functions', area), metafile };
}

async function moveSourceMap(outdir: string, area: string): Promise<void> {
  const target = join(outdir, 'source-maps', `${area}.mjs.map`);
  await mkdir(dirname(target), { recursive: true });
  await rename(join(outdir, 'functions', area, 'index.mjs.map'), target);
}
