import type { Action } from './action.ts';
import type { Sought } from './findings.ts';
import type { Audience, Duration, Message, Playbook, PlaybookContext, Question, Task } from './playbook.ts';
import type { Eyes } from './ports.ts';
import { actsAtOnce, type Severity } from './severity.ts';
import type { Target, TargetType } from './targets.ts';

/** One line of a plan, in the order in which it would happen. `together`: lines of one number begin at the same time. */
export type Planned =
  | {
      readonly kind: 'action';
      readonly action: string;
      readonly target: Target;
      readonly says: string;
      /** `no-target`: the run would stop here. */
      readonly would: 'change' | 'stay-as-it-is' | 'no-target';
      readonly undo: string | 'irreversible';
      readonly together?: number;
    }
  | {
      readonly kind: 'question';
      readonly question: Question;
      readonly when: 'before' | 'after';
      readonly within: Duration;
    }
  | { readonly kind: 'message'; readonly audience: Audience; readonly message: Message; readonly of?: Target }
  | { readonly kind: 'wait'; readonly why: string; readonly time: Duration }
  | { readonly kind: 'found'; readonly sought: Sought; readonly of: Target; readonly count: number }
  | { readonly kind: 'clocks'; readonly of: Target; readonly people: number; readonly jurisdictions: readonly string[] }
  | { readonly kind: 'by-hand'; readonly task: Task };

/**
 * What a playbook would do to this target now, taking every question as answered with yes. Nothing is changed: it has eyes
 * and no hands.
 */
export async function planOf<T extends TargetType>(
  { run, severity: usual }: Playbook<T>,
  target: Target<T>,
  eyes: Eyes,
  severity: Severity = usual,
): Promise<readonly Planned[]> {
  const lines: Planned[] = [];
  let groups = 0;
  const look = async (action: Action, on: Target, together?: number): Promise<Planned> => {
    const prior = await action.look(eyes, on);
    const would = prior === undefined ? 'no-target' : action.isSo(prior) ? 'stay-as-it-is' : 'change';
    const group = together === undefined ? {} : { together };
    return { kind: 'action', action: action.id, target: on, says: action.says, would, undo: action.inverse, ...group };
  };
  const context: PlaybookContext = {
    severity,
    step: async (action, on) => void lines.push(await look(action as unknown as Action, on)),
    parallel: async (...moves) => {
      groups += 1;
      const together = groups;
      lines.push(...(await Promise.all(moves.map(({ action, target: on }) => look(action, on, together)))));
    },
    authorise: async (within) => {
      if (!actsAtOnce(severity)) lines.push({ kind: 'question', question: 'contain', when: 'before', within });
    },
    ratify: async (within) => {
      if (actsAtOnce(severity)) lines.push({ kind: 'question', question: 'contain', when: 'after', within });
    },
    approve: async (question, within) => {
      lines.push({ kind: 'question', question, when: 'before', within });
      return 'approved';
    },
    wait: async (why, time) => void lines.push({ kind: 'wait', why, time }),
    find: async (sought, of) => {
      const found = await eyes.find(sought, of);
      lines.push({ kind: 'found', sought, of, count: found.length });
      return found;
    },
    startClocks: async (of) => {
      const concerned = await eyes.concerned(of);
      lines.push({ kind: 'clocks', of, ...concerned });
      return concerned;
    },
    byHand: async (task) => void lines.push({ kind: 'by-hand', task }),
    note: async () => undefined,
    notify: async (audience, message, of) =>
      void lines.push({ kind: 'message', audience, message, ...(of ? { of } : {}) }),
  };
  await run(context, target);
  return lines;
}
