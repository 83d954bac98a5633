import type { GivenInstance } from '#/test/support/instance.ts';

/** What a response sees and does, over the real clients, against the instance that runs. */
export async function responseOn(instance: GivenInstance) {
  // The clients read where AWS is when they are made: so these are the modules that this instance's functions have.
  const { openServices } = await import('#/lambdas/platform/services.ts');
  const { containment } = await import('#/lambdas/containment/contract.ts');
  const { awsHands } = await import('#/lambdas/containment/aws-hands.ts');
  const { awsEyes } = await import('#/lambdas/containment/aws-eyes.ts');
  const { evidenceClock } = await import('#/lambdas/evidence-clock/contract.ts');
  const { releaseEvidence } = await import('#/lambdas/evidence-clock/release.ts');
  const services = { ...openServices(containment), now: instance.clock.now };
  const eyes = awsEyes(services);
  return {
    hands: awsHands(services),
    eyes,
    standing: async () => {
      const found = await eyes.instance(instance.id);
      if (!found) throw new Error('The instance does not know itself.');
      return found;
    },
    /** What the clock does once a day. */
    releaseEvidence: () => releaseEvidence({ ...openServices(evidenceClock), now: instance.clock.now }),
  };
}
export type Response = Awaited<ReturnType<typeof responseOn>>;
