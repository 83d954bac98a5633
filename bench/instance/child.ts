// The instance the benches measure against, in a process of its own: what serves is not in the time of what asks.
import { instances } from '#/lib/instances.ts';
import { makeProgramme } from '#/local/demo/demo-programme.ts';
import { captureFunctionOutput } from '#/local/run/function-output.ts';
import { startInstance } from '#/local/run/instance.ts';
import type { FromInstance, InstanceFacts, ToInstance } from './protocol.ts';

const tell = (message: FromInstance): void => void process.send?.(message);

async function open(folder: string): Promise<InstanceFacts> {
  captureFunctionOutput();
  const running = await startInstance({
    instance: instances.eu,
    folder,
    ports: { api: 0, aws: 0 },
    now: Date.now,
    searchPath: process.env.PATH,
  });
  process.on('message', async (message: ToInstance) => {
    if (message !== 'settle') return;
    await running.settled();
    tell('settled');
  });
  process.on('disconnect', () => {
    running.close().finally(() => process.exit());
  });
  const { people, ...programme } = await makeProgramme(
    running,
    (role) => `${role}@bench.example`,
    () => undefined,
  );
  const tokens = Object.entries(people).map(([role, { person, accessToken }]) => {
    return [role, { personId: person.personId, accessToken }] as const;
  });
  const { id, region, apiUrl, awsEndpointUrl, userPools, tables, keys, response } = running;
  const facts = { id, region, apiUrl, awsEndpointUrl, userPools, tables, keys, response, ...programme };
  return { ...facts, people: Object.fromEntries(tokens) as InstanceFacts['people'] };
}

open(process.argv[2] ?? '').then(
  (ready) => tell({ ready }),
  (error: unknown) => tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
