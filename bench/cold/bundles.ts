import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { bundleHandlers, bundling, leaveOut } from '#/lib/bundle.ts';

export type Bundle = { readonly file: string; readonly bytes: number };
export type BundleName = 'coaching' | 'plain' | 'slim';

const clientsOnly = fileURLToPath(new URL('./clients-only.ts', import.meta.url));
/** The slim bundling that the target names: without the sources of credentials that Lambda never asks. */
const slim = [
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

const bundled = async (file: string): Promise<Bundle> => ({ file, bytes: (await stat(file)).size });

async function clients(outdir: string, name: BundleName, plugins: Plugin[]): Promise<Bundle> {
  await build({ ...bundling, plugins, outdir, entryPoints: [{ in: clientsOnly, out: name }] });
  return bundled(join(outdir, `${name}.mjs`));
}

/** The coaching function as it is deployed, and the clients alone by the same bundler with the same settings. */
export async function makeBundles(outdir: string): Promise<Readonly<Record<BundleName, Bundle>>> {
  const { dirOf } = await bundleHandlers({ outdir, areas: ['coaching'] });
  return {
    coaching: await bundled(join(dirOf('coaching'), 'index.mjs')),
    plain: await clients(outdir, 'plain', []),
    slim: await clients(outdir, 'slim', [leaveOut(slim)]),
  };
}
