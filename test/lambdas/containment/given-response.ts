import type { GivenInstance } from '#/test/support/instance.ts';

/** What a response sees and does, over the real clients, against the instance that runs. */
export async function responseOn(instance: GivenInstance) {
  // The clients read where AWS is when they are made: so these are the modules that this instance's functions have.
  const { openServices } = await import('#/lambdas/platform/services.ts');
  const { containment } = await import('#/lambdas/containment/contract.ts');
  const { awsHands } = await import('#/lambdas/containment/aws-hands.ts');
  const { awsEyes } = await import('#/lambdas/containment/aws-eyes.ts');
  const { releaseEvidence } = await import('#/lambdas/containment/evidence.ts');
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
    releaseEvidence: (incidentId: string) => releaseEvidence(services, incidentId),
  };
}
export type Response = Awaited<ReturnType<typeof responseOn>>;
