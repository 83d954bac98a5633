import type { InstanceEntry } from './instance-entry.ts';
import type { Ports } from './ports.ts';

/** What an instance's process is told to run. */
export type ChildTask = {
  readonly instanceId: string;
  readonly folder: string;
  readonly ports: Ports;
  readonly siblings: Readonly<Record<string, string>>;
  readonly demo: boolean;
};

export type ToChild = { readonly type: 'start'; readonly task: ChildTask } | { readonly type: 'stop' };

export type FromChild =
  | { readonly type: 'progress'; readonly text: string }
  | { readonly type: 'ready'; readonly entry: InstanceEntry }
  /** One sentence for a person; a defect of ours has its stack instead. */
  | { readonly type: 'failed'; readonly message: string };
