import type { Role } from '#/domain/access/roles.ts';
import type { Person } from '#/test/support/people.ts';
import type { Caller, Ids, World } from './world.ts';

/** A call that has to succeed: ids that differ from the callers' own, the body, and who calls where it is somebody else. */
export type Call = { readonly ids?: Ids; readonly body?: unknown; readonly who?: Person | undefined };

/** Who may call a route with ids of their own; everybody else and every other id is refused. */
export type Permission = {
  readonly allows: readonly Caller[];
  /** Those who need no relation to what the path names. */
  readonly anywhere?: readonly Role[];
  /** Its list is of everybody's records, by id, for those who work on all of them. */
  readonly acrossPeople?: true;
  readonly body?: unknown;
  /** What stands behind the path, from the question mark on. */
  readonly query?: string | undefined;
  /** Makes what a caller who is allowed needs so that the call succeeds. */
  readonly given?: (world: World, caller: Role) => Call | Promise<Call>;
};
