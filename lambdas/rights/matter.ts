import type { processingLimits, requestText } from '#/domain/data-map/entities/rights.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Chooser } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import type { Changes, Draft } from '#/vault/draft.ts';
import type { RequestRecord } from '#/vault/requests.ts';
import type { Vault } from '#/vault/vault.ts';

/** What is at hand when a request is confirmed or called off. */
export type Matter = {
  readonly vault: Vault;
  readonly door: Door;
  /** Who chooses, for a request that is a choice. */
  readonly by: () => Promise<Chooser>;
  readonly request: RequestRecord;
  readonly text: Saved<typeof requestText> | undefined;
  readonly limits: Saved<typeof processingLimits> | undefined;
};

/** What takes effect in the very write that confirms a request, and whether that answers it. */
export type Effect = {
  readonly answers: boolean;
  /** Writes the confirmation together with its effect. */
  readonly save: (confirmation: Changes) => Promise<unknown>;
};

export const withRecords =
  ({ door }: Pick<Matter, 'door'>, records: readonly Draft[]): Effect['save'] =>
  (confirmation) =>
    door.save({ ...confirmation, records: [...confirmation.records, ...records] });
