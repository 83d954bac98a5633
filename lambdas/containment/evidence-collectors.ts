import type { ItemKind, ItemLine } from '#/domain/incidents/evidence/contents.ts';
import type { Evidence } from '#/domain/incidents/evidence-kinds.ts';
import { type Target, targetName } from '#/domain/incidents/targets.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { accessLines, deliveryLines } from '#/vault/incidents/evidence-lines.ts';
import { standingOf } from '#/vault/incidents/standing.ts';
import { readAccount } from './accounts.ts';
import { keyLines } from './keys.ts';
import { signInLines } from './sign-in-lines.ts';
import { trailLines } from './trail.ts';

type Collector = {
  /** What its lines may hold. */
  readonly kind: ItemKind;
  /** `at` is the moment that the collection counts as (epoch milliseconds). */
  readonly collect: (services: Services, target: Target, at: number) => Promise<readonly ItemLine[]>;
};

/** Account and epoch as they stand. */
async function standingLines(services: Services, target: Target, at: number): Promise<readonly ItemLine[]> {
  const [account, standing] = await Promise.all([
    readAccount(services, target.id),
    standingOf(services.vault, target.id),
  ]);
  const prior = { ...account, ...standing };
  return [{ at, action: 'directory-standing', target: targetName(target).replace(' ', ':'), prior }];
}

/** How each kind of evidence is collected: ids, states, counts and hashes. The form of its lines has no place for more. */
export const collectors: Readonly<Record<Evidence, Collector>> = {
  'access-log': { kind: 'access-log', collect: ({ vault }, target) => accessLines(vault, target) },
  'sign-in-events': { kind: 'sign-in-log', collect: signInLines },
  'directory-standing': { kind: 'prior-state', collect: standingLines },
  'delivery-log': { kind: 'delivery-log', collect: ({ vault }, target) => deliveryLines(vault, target) },
  trail: { kind: 'control-plane-log', collect: (services, _, at) => trailLines(services, at) },
  'key-standing': { kind: 'prior-state', collect: (services, _, at) => keyLines(services, at) },
};
