import { incident } from '#/domain/data-map/entities/incidents.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { type Found, type Sought, sought } from '#/domain/incidents/findings.ts';
import { instance, type Target } from '#/domain/incidents/targets.ts';
import { rowsBelow, rowsPointedTo } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';

const office = { store: incident.store, pk: 'office#incidents' } as const;

/** What open cases are about that are also about this target: whom or what somebody, or a rule of detection, named with it. */
async function namedWith(vault: Vault, of: Target): Promise<Target[]> {
  const found = new Map<string, Target>();
  for await (const pointers of rowsBelow(vault, office, 'incident#')) {
    for (const { row } of await rowsPointedTo(vault, pointers)) {
      const { state, targets } = row.fields as ValuesOf<typeof incident>;
      const isAboutIt = targets.some(({ type, id }) => type === of.type && id === of.id);
      if (state === 'closed' || !isAboutIt) continue;
      for (const target of targets) if (target.id !== of.id) found.set(`${target.type}|${target.id}`, target);
    }
  }
  return [...found.values()];
}

/**
 * Who or what else is concerned. Everybody works in the instance that answers; people and addresses are those that the open
 * cases about the target name. Nobody, where none does: a playbook then goes on with what it knows.
 */
export async function find<S extends Sought>(vault: Vault, what: S, of: Target): Promise<readonly Target<Found[S]>[]> {
  const type: Target['type'] = sought[what].found;
  const found: Target[] =
    type === 'instance'
      ? [instance(vault.instance)]
      : (await namedWith(vault, of)).filter((target) => target.type === type);
  return found as Target<Found[S]>[];
}
