import type { RunningInstance } from '#/local/run/instance.ts';
import type { DemoPerson } from '#/local/run/instance-entry.ts';
import { makeProgramme, type Say } from './demo-programme.ts';
import { openDemoStore } from './demo-store.ts';

/**
 * The demo people of an instance, made at the first start and the same ones ever after. All comes to be as it would for
 * real: an operator adds staff, everything else goes through the API and the user pools. A making that was cut short
 * is begun anew with other addresses; nobody can sign in as those it left.
 */
export async function prepareDemo(instance: RunningInstance, say: Say): Promise<readonly DemoPerson[]> {
  if (instance.outbox === undefined) {
    say('no demo people: their invitations go to the AWS endpoint that you set');
    return [];
  }
  const store = openDemoStore(instance.folder);
  const before = store.read();
  if (before.complete) return before.people;
  const attempt = before.attempt + 1;
  store.write({ attempt, complete: false, people: [] });
  const addressOf = (role: string): string => `${role}.${attempt}@${instance.id}.demo.coachvault.example`;
  const programme = await makeProgramme(instance, addressOf, say);
  const people = Object.values(programme.people).map(({ person }) => person);
  store.write({ attempt, complete: true, people });
  return people;
}
