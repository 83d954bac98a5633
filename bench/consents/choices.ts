import { apiEvent } from '#/bench/instance/event.ts';
import { expectStatus, openFunction } from '#/bench/instance/functions.ts';
import type { BenchInstance } from '#/bench/instance/start.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';

const path = '/v1/me/consents';

type Choice = 'given' | 'withdrawn';
type Toggle = { readonly purpose: ConsentPurpose; readonly inForce: boolean; readonly noticeProof: string };

/** The consents of one person, through a function of its own in this process. The notices are read once, when it is opened. */
export async function openChoices(instance: BenchInstance, token: string) {
  const invoke = await openFunction(instance, 'consents');
  const reading = apiEvent({ method: 'GET', path, token }).event;
  const read = () => expectStatus(invoke(reading), 200);
  const { consents } = JSON.parse((await read()).body) as { consents: readonly Toggle[] };
  const toggles = new Map(consents.map((toggle) => [toggle.purpose, toggle]));
  /** One decision, made ready: what is left is the function's part. */
  function deciding(purpose: ConsentPurpose, choice: Choice) {
    const body = { purpose, choice, noticeProof: toggles.get(purpose)?.noticeProof };
    const { event } = apiEvent({ method: 'PUT', path, token, body });
    return () => expectStatus(invoke(event), 200);
  }
  /** Decides so, unless that is how it stood at the opening. */
  async function begin(purpose: ConsentPurpose, choice: Choice): Promise<void> {
    if (toggles.get(purpose)?.inForce !== (choice === 'given')) await deciding(purpose, choice)();
  }
  return { read, deciding, begin };
}
