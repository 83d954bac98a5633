import { expect, it } from 'vitest';
import { areas } from '#/lambdas/contract.ts';
import { expectProblem, givenGateway, givenPool, givenToken } from './given-gateway.ts';

const operations = areas.flatMap((area) => Object.values(area.routes).map((route) => ({ area, route })));
const pathOf = (template: string): string => template.replaceAll(/\{\w+\}/g, 'eu.note_01J9ZC8QX1V5N4B7T2W3Y6K8M0');

it('every operation of the contracts reaches the function of its area, and only with a token unless it is public', async () => {
  const pool = givenPool('eu-central-1_workforce');
  const gateway = await givenGateway([pool], undefined, { areas });
  const authorization = `Bearer ${await givenToken(pool)}`;

  for (const { area, route } of operations) {
    const path = pathOf(route.path);
    const without = await gateway.request(path, { method: route.method });
    if (route.who !== 'public') await expectProblem(without, 401, 'unauthenticated');
    await gateway.request(path, { method: route.method, headers: { authorization } });
    const { area: reached, event } = gateway.calls.at(-1) ?? {};
    expect([reached, event?.resource, event?.httpMethod]).toEqual([area.name, route.path, route.method]);
  }

  const gated = operations.filter(({ route }) => route.who !== 'public');
  expect(gateway.calls).toHaveLength(operations.length * 2 - gated.length);
});
