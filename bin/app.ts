// The CDK app: one stage per entry of lib/instances.ts. `cdk synth` and `cdk deploy` run it.
import { App, Validations } from 'aws-cdk-lib';
import { areas } from '#/lambdas/contract.ts';
import { bundleHandlers } from '#/lib/bundle.ts';
import { instanceStage, siblingsOf } from '#/lib/instance.ts';
import { type Instance, instances } from '#/lib/instances.ts';
import { nagPlugin } from '#/lib/nag.ts';

const app = new App();
const bundles = await bundleHandlers({ outdir: `${app.outdir}/bundles`, areas: areas.map((area) => area.name) });
const all: readonly Instance[] = Object.values(instances);
for (const instance of all) {
  instanceStage(app, instance, { areas, bundleOf: bundles.dirOf, siblings: siblingsOf(instance, all) });
}
Validations.of(app).addPlugins(nagPlugin());
app.synth();
