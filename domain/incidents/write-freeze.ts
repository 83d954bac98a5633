import type { Role } from '#/domain/access/roles.ts';

/** What takes a permission or an access away, and so never waits. */
const neverWaits: ReadonlySet<string> = new Set([
  'consent.withdrawn',
  'consent.refused',
  'opt_out.signalled',
  'opt_out.requested',
  'processing.objected',
  'objection.objected',
  'processing.restricted',
  'integration.disconnected',
  'integration.objected',
  'integration.suspended',
  'guardian.revoked',
  'grant.refused',
  'grant.withdrawn',
  'grant.closed',
  'member.deactivated',
]);

/**
 * Whether something is written while a response lets nothing be changed: what takes access away, and what security officers
 * do about the incident. Jobs of ours go on as well: they end what people have asked for before.
 */
export const isWrittenDuringFreeze = (event: string, role: Role): boolean =>
  role === 'security' || neverWaits.has(event);
