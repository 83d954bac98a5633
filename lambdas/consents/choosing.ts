import { Problem } from '#/domain/api/problems.ts';
import { ageStanding, majorityAt } from '#/domain/consent/ages.ts';
import { type Answer, answerRefusal, type Becoming } from '#/domain/consent/choices.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { type ConsentPurpose, scopesOf } from '#/domain/data-map/purposes.ts';
import { type Chooser, choiceOf, consult, record } from '#/vault/consents.ts';
import { type Circumstance, consultToGive } from '#/vault/consult-to-give.ts';
import type { Door } from '#/vault/door.ts';
import { wasShown } from '#/vault/notice-proof.ts';
import { openReview } from '#/vault/reviews.ts';
import type { Rows } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { settled } from './lapses.ts';

/** What somebody answers, as it was sent. */
export type Answered = {
  readonly purpose: ConsentPurpose;
  readonly choice: Answer;
  readonly scopes?: readonly string[] | undefined;
  readonly noticeProof: string;
};
/** For whom, and by whom. */
export type Chosen = {
  readonly personId: string;
  /** Who was shown the notice, as its proof names them. */
  readonly reader: string;
  readonly by: Chooser;
  /** Organisations that the person takes part under. */
  readonly organizationIds: readonly string[];
  /** Refuses what whoever chooses may not decide on, by the rows of this very visit. */
  readonly check?: (rows: Rows) => void;
};

/** @throws Problem `invalid-request` for a scope that the purpose does not have */
function chosenScopes({ purpose, choice, scopes = [] }: Answered): string[] {
  const unknown = scopes.find((scope) => !scopesOf(purpose).includes(scope));
  const errors = (problem: string) => [{ field: 'body.scopes', problem }];
  if (unknown !== undefined) {
    throw new Problem('invalid-request', { errors: errors(`"${purpose}" has no scope ${JSON.stringify(unknown)}`) });
  }
  if (choice !== 'given' && scopes.length > 0) {
    throw new Problem('invalid-request', { errors: errors('only a consent that is given has scopes; leave them out') });
  }
  return [...new Set(scopes)];
}

/**
 * What an answer comes to. A yes of a minor who is too young waits for a guardian, and one of somebody who may need
 * protection, or of their guardian, for a person of ours; a no counts at once, whoever says it.
 * @throws Problem `age-required`; `conflict` for a guardian of somebody who decides alone
 */
function becomes(vault: Vault, answer: Answer, by: Chooser, known: Circumstance): Becoming['state'] {
  const standing = ageStanding(known.age, vault.instance, vault.now());
  if (by.capacity === 'guardian' && standing !== 'below') {
    throw new Problem('conflict', { detail: 'The person is old enough to decide alone now.' });
  }
  if (answer !== 'given') return answer;
  if (by.capacity === 'self' && standing === 'below') return 'requested';
  if (standing === 'undeclared' && known.servesMinors) throw new Problem('age-required');
  return known.isFlagged ? 'requested' : 'given';
}

/** What a guardian gives ends when the minor comes of age. */
const asGuardian = ({ choice }: Answered, by: Chooser, { age }: Circumstance) =>
  by.capacity === 'guardian' && choice === 'given'
    ? { guardianId: by.actorId, expiresAt: majorityAt(age?.majorityOn ?? '') }
    : {};

const unasked: Circumstance = { age: undefined, isFlagged: false, servesMinors: false };

/** A no of the person needs nothing else to be known; everything else does. */
async function consulted(vault: Vault, door: Door, { purpose, choice }: Answered, chosen: Chosen) {
  const { personId, by, organizationIds } = chosen;
  return settled(vault, door, personId, async () =>
    choice === 'given' || by.capacity === 'guardian'
      ? consultToGive(door, personId, purpose, organizationIds)
      : { ...unasked, ...(await consult(door, personId, [purpose])) },
  );
}

/** Records an answer. @throws Problem `notice-changed`, `invalid-request`, `conflict`, `age-required` */
export async function choose(vault: Vault, door: Door, answered: Answered, chosen: Chosen) {
  const { purpose, choice: answer } = answered;
  const { personId, reader, by } = chosen;
  const { rows, state, ...known } = await consulted(vault, door, answered, chosen);
  chosen.check?.(rows);
  const notice = noticeOf(purpose);
  if (!(await wasShown(vault, reader, notice, answered.noticeProof))) throw new Problem('notice-changed');
  const scopes = chosenScopes(answered);
  const becoming = { state: becomes(vault, answer, by, known), scopes, ...asGuardian(answered, by, known) };
  const refusal = answerRefusal(purpose, choiceOf(state, purpose), becoming, vault.now());
  if (refusal) throw new Problem('conflict', { detail: refusal });
  const waitsForUs = becoming.state === 'requested' && known.isFlagged && !waitsForGuardian(vault, by, known);
  return record({ vault, door, rows }, [{ purpose, ...becoming, notice, by }], {
    personId,
    state,
    along: (told) => ({
      records: waitsForUs ? told.map((entry) => openReview(vault, { kind: 'consent', personId, purpose }, entry)) : [],
    }),
  });
}

/** Whether a yes waits for a guardian: nobody of ours looks at it before they have answered. */
const waitsForGuardian = (vault: Vault, by: Chooser, { age }: Circumstance): boolean =>
  by.capacity === 'self' && ageStanding(age, vault.instance, vault.now()) === 'below';
