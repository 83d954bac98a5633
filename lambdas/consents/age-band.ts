import { Problem } from '#/domain/api/problems.ts';
import type { BodyOf } from '#/domain/api/route.ts';
import {
  ageStanding,
  agesIn,
  type Declared,
  declarationRefusal,
  majorityAt,
  majorityDay,
} from '#/domain/consent/ages.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import { ageBand } from '#/domain/data-map/entities/guardians.ts';
import { type ConsentPurpose, consentPurposes } from '#/domain/data-map/purposes.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import { choiceRows } from '#/vault/consent-keys.ts';
import { type Along, type ConsentRecord, choiceOf, type Decision, record } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import { change, create } from '#/vault/draft.ts';
import { keyRow } from '#/vault/epochs.ts';
import { makeKeys } from '#/vault/people.ts';
import type { Rows } from '#/vault/rows.ts';
import { isErased } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';
import { of } from '#/vault/visit.ts';
import type { ageRoutes } from './age-band.contract.ts';

type Known = {
  readonly rows: Rows;
  readonly age: Saved<typeof ageBand> | undefined;
  readonly state: ConsentRecord | undefined;
};

async function known(door: Door, personId: string, purposes: readonly ConsentPurpose[]): Promise<Known> {
  const asked = { age: of(ageBand, { personId }), state: of(consentState, { personId }) };
  const { found, rows } = await door.consult(
    asked,
    purposes.flatMap((purpose) => choiceRows(personId, purpose)),
  );
  const { age, state } = found;
  return { rows, age: age && !isErased(age) ? age : undefined, state: state && !isErased(state) ? state : undefined };
}

function shown(declared: Declared | undefined, instance: string, now: number) {
  const standing = ageStanding(declared, instance, now);
  return {
    country: declared?.country ?? null,
    band: declared?.band ?? ('undeclared' as const),
    consentsAlone: standing !== 'below',
    consentAge: declared ? agesIn(declared.country, instance, now).consent : null,
    majorityOn: declared?.majorityOn ?? null,
  };
}

/** @throws Problem `invalid-request` for a birthday in the future, or of somebody who is of age */
function declaredBy({ country, band, bornOn }: BodyOf<(typeof ageRoutes)['declareAge']>, vault: Vault): Declared {
  if (bornOn === undefined) return { country, band };
  const now = vault.now();
  const majorityOn = majorityDay(bornOn, country, vault.instance, now);
  const problem =
    Date.parse(bornOn) > now
      ? 'must be in the past'
      : majorityAt(majorityOn) <= now
        ? 'is of somebody who is of age; send the band "adult" without it'
        : undefined;
  if (problem) throw new Problem('invalid-request', { errors: [{ field: 'body.bornOn', problem }] });
  return { country, band, majorityOn };
}

/** What somebody gave alone who turns out to be too young for it: it does not count, and its keys go. */
function invalidated(state: ConsentRecord | undefined, channel: string): Decision[] {
  const by = { actorId: 'service:consents', capacity: 'service', channel, reason: 'below_age' } as const;
  return consentPurposes.flatMap((purpose) => {
    const choice = choiceOf(state, purpose);
    return choice?.state === 'given' && choice.guardianId === undefined
      ? [{ purpose, state: 'invalidated' as const, scopes: choice.scopes, notice: noticeOf(purpose), by }]
      : [];
  });
}

/** The declaration, with the key it is sealed under if this is the first record of its kind. */
async function written(vault: Vault, personId: string, { rows, age }: Known, declared: Declared): Promise<Along> {
  const { country, band, majorityOn } = declared;
  const values = { country, band, majorityOn };
  // As a whole: what an adult is not asked for must not stay behind.
  const draft = age ? { ...change(age, {}), values } : create(ageBand, { personId }, personId, values);
  const isFirst = !rows.get(keyRow(personId, ageBand.purpose));
  return { records: [draft], newKeys: isFirst ? await makeKeys(vault, personId, [ageBand.purpose]) : [] };
}

export const ageOperations: Operations<typeof ageRoutes> = {
  readAgeBand: async ({ door, caller }, { instance, now }) =>
    shown((await known(door, caller.personId, [])).age?.values, instance, now()),

  declareAge: async ({ door, caller, body }, { vault, instance, now }) => {
    const { personId } = caller;
    const before = await known(door, personId, consentPurposes);
    const declared = declaredBy(body, vault);
    const refusal = declarationRefusal(before.age?.values, declared, now());
    if (refusal) throw new Problem('conflict', { detail: refusal });
    const along = await written(vault, personId, before, declared);
    const isTooYoung = ageStanding(declared, instance, now()) === 'below';
    const [first, ...rest] = isTooYoung ? invalidated(before.state, door.visit.routeName) : [];
    if (first) {
      const { rows, state } = before;
      await record({ vault, door, rows }, [first, ...rest], {
        personId,
        state,
        along: () => along,
        type: 'age.declared',
      });
    } else {
      await door.save({ ...along, event: { type: 'age.declared', subjectId: personId, resourceId: personId } });
    }
    return shown(declared, instance, now());
  },
};
