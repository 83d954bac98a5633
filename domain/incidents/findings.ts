import type { TargetType } from './targets.ts';

/** What a playbook may ask for while it runs: who or what else is concerned. */
export const sought = {
  actors: { found: 'person', says: 'people whose actions raised it' },
  'accounts-hit': { found: 'person', says: 'people whose sign-in succeeded from where the attack came from' },
  instances: { found: 'instance', says: 'the instance in which somebody works' },
  sources: { found: 'address', says: 'addresses from which it came' },
} as const satisfies Readonly<Record<string, { readonly found: TargetType; readonly says: string }>>;

export type Sought = keyof typeof sought;
export type Found = { readonly [S in Sought]: (typeof sought)[S]['found'] };
