import type { Question } from './playbook.ts';

/** A question to people, as its row says it. */
export type Asked = {
  readonly question: Question;
  readonly people: number;
  readonly initiatorId: string;
  readonly expiresAt: number;
  readonly state: 'open' | 'approved' | 'rejected' | 'expired';
  readonly answers: readonly { readonly personId: string; readonly agrees: boolean; readonly at: number }[];
};

/** Why an answer does not count. */
export const quorumRefusals = {
  'is-initiator': 'Whoever started the run cannot agree to it: ask a colleague.',
  'is-target': 'Whom the case is about has no say in it.',
  'has-answered': 'You have answered already; another person has to.',
  'is-decided': 'The question is decided.',
  'is-expired': 'The time for an answer is over: what could go back went back. Start the playbook again.',
} as const;
type Refusal = keyof typeof quorumRefusals;

/**
 * What one more answer makes of a question. Whoever started the run, or is contained by it, has no say in it, as a person:
 * by whatever sign-in they come. One no is enough.
 */
export function answered(
  asked: Asked,
  answer: { readonly personId: string; readonly agrees: boolean; readonly at: number },
  targetIds: readonly string[],
): { readonly refusal: Refusal } | Pick<Asked, 'state' | 'answers'> {
  if (answer.personId === asked.initiatorId) return { refusal: 'is-initiator' };
  if (targetIds.includes(answer.personId)) return { refusal: 'is-target' };
  if (asked.answers.some(({ personId }) => personId === answer.personId)) return { refusal: 'has-answered' };
  if (asked.state === 'expired' || answer.at >= asked.expiresAt) return { refusal: 'is-expired' };
  if (asked.state !== 'open') return { refusal: 'is-decided' };
  const answers = [...asked.answers, answer];
  if (!answer.agrees) return { state: 'rejected', answers };
  const enough = answers.filter(({ agrees }) => agrees).length >= asked.people;
  return { state: enough ? 'approved' : 'open', answers };
}
