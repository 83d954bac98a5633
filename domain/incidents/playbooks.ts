import type { Playbook, PlaybookId } from './playbook.ts';
import { accountTakeover } from './playbooks/account-takeover.ts';

const all: readonly Playbook[] = [accountTakeover as unknown as Playbook];

export const playbooks: ReadonlyMap<PlaybookId, Playbook> = new Map(all.map((each) => [each.id, each]));
