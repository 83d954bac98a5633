import { createHash } from 'node:crypto';
import { Problem } from '#/domain/api/problems.ts';
import { open, type Place, SealBroken, seal } from './sealing.ts';
import type { Vault } from './vault.ts';
import type { Visit } from './visit.ts';

/** A cursor opens only for the person, route, path and filter it was made for. */
function placeOf(vault: Vault, { caller, routeName, params, filter: narrowed = {} }: Visit): Place {
  const filter = createHash('sha256')
    .update(JSON.stringify([params, narrowed].map((names) => Object.entries(names).sort())))
    .digest('base64url');
  const { instance } = vault;
  return {
    instance,
    store: 'cursor',
    entity: routeName,
    id: filter,
    subject: caller.personId,
    purpose: 'account',
    keyId: '',
    version: 1,
    bound: [],
  };
}

/** Seals where a list goes on (a sort key) into an opaque string. */
export async function sealCursor(vault: Vault, visit: Visit, after: string): Promise<string> {
  return seal(await vault.macs.secret('cursor'), Buffer.from(after), placeOf(vault, visit)).toString('base64url');
}

/** @throws Problem `invalid-request` for a cursor that was not made for this list */
export async function openCursor(vault: Vault, visit: Visit, cursor: string): Promise<string> {
  try {
    return open(await vault.macs.secret('cursor'), Buffer.from(cursor, 'base64url'), placeOf(vault, visit)).toString();
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause;
    const problem = 'is not a cursor of this list; start again without it';
    throw new Problem('invalid-request', { errors: [{ field: 'query.cursor', problem }] });
  }
}
