import { describe, expect, it } from 'vitest';
import { actions } from '#/domain/incidents/catalogue.ts';
import { eyesOn } from '#/domain/incidents/drills/eyes.ts';
import { exercisedRegion, regionId } from '#/domain/incidents/drills/world.ts';
import { type Planned, planOf } from '#/domain/incidents/plan.ts';
import { type PlaybookId, playbookIds } from '#/domain/incidents/playbook.ts';
import { playbooks } from '#/domain/incidents/playbooks.ts';
import type { Severity } from '#/domain/incidents/severity.ts';
import { type Target, targetName } from '#/domain/incidents/targets.ts';

const targets: Record<PlaybookId, string> = {
  'account-takeover': 'eu.person_client',
  'rogue-coach': 'eu.person_coach',
  'staff-compromise': 'eu.person_staff',
  'credential-stuffing': regionId,
  'personal-data-breach': 'eu.org_1',
  'audit-log-tampering': regionId,
  'leaked-credential': 'eu.integration_1',
  'compromised-channel': 'micro_coaching',
  'residency-leak': 'eu.integration_1',
  'destructive-change': regionId,
  'key-misuse': regionId,
};

const lineOf = (line: Planned): string => {
  switch (line.kind) {
    case 'action':
      return `${line.together ? `${line.together}| ` : ''}${line.action} ${targetName(line.target)}: ${line.would}, undone by ${line.undo}`;
    case 'question':
      return `ask "${line.question}" ${line.when}, ${line.within.minutes} min`;
    case 'message':
      return `tell ${line.audience}: ${line.message}${line.of ? ` of ${targetName(line.of)}` : ''}`;
    case 'wait':
      return `wait ${line.time.minutes} min: ${line.why}`;
    case 'found':
      return `find ${line.sought} of ${targetName(line.of)}: ${line.count}`;
    case 'clocks':
      return `clocks for ${line.people} people in ${line.jurisdictions.join(', ')}`;
    case 'by-hand':
      return `by hand: ${line.task}`;
  }
};

async function planned(id: PlaybookId, severity?: Severity, world = exercisedRegion()): Promise<readonly Planned[]> {
  const playbook = playbooks.get(id);
  if (!playbook) throw new Error(`No playbook "${id}".`);
  const target: Target = { type: playbook.target, id: targets[id] };
  return planOf(playbook, target, eyesOn(world), severity);
}
const actionsIn = (lines: readonly Planned[]) => lines.flatMap((line) => (line.kind === 'action' ? [line] : []));

describe('the plans of the playbooks', () => {
  it('has one definition for every id of the register, in its order (IR1, GO8)', () => {
    expect([...playbooks.keys()]).toEqual([...playbookIds]);
    const plans = [...playbooks.values()].filter(({ mode }) => mode === 'plan');
    expect(plans.map(({ id }) => id)).toEqual(['destructive-change', 'key-misuse']);
  });

  it('says line by line what each would do (IR2, IR3, IR4, IR9, MO5, MC11)', async () => {
    const golden: Record<string, readonly string[]> = {};
    for (const id of playbookIds) golden[id] = (await planned(id)).map(lineOf);
    expect(golden).toMatchInlineSnapshot(`
      {
        "account-takeover": [
          "tell security: case-opened",
          "hold-records person eu.person_client: change, undone by release-records",
          "close-sessions person eu.person_client: change, undone by reopen-sessions",
          "1| sign-out-everywhere person eu.person_client: change, undone by irreversible",
          "1| disable-account person eu.person_client: change, undone by enable-account",
          "1| forget-devices person eu.person_client: change, undone by irreversible",
          "tell security: contained",
          "ask "contain" after, 30 min",
          "ask "evict" before, 1440 min",
          "reset-secrets person eu.person_client: change, undone by irreversible",
          "tell person: account-secured",
        ],
        "audit-log-tampering": [
          "tell security: case-opened",
          "restart-trail instance eu: change, undone by irreversible",
          "find actors of instance eu: 1",
          "end-staff-sessions instance eu: change, undone by restore-staff-sessions",
          "1| close-sessions person eu.person_coach: change, undone by reopen-sessions",
          "2| disable-account person eu.person_coach: change, undone by enable-account",
          "2| revoke-grants person eu.person_coach: stay-as-it-is, undone by irreversible",
          "tell security: contained",
          "3| keep-trail-of-instance instance eu: change, undone by irreversible",
          "3| keep-access-log-of-instance instance eu: change, undone by irreversible",
          "ask "contain" after, 30 min",
          "by hand: check-trail-digests",
          "by hand: review-administration",
          "tell privacy: contained",
        ],
        "compromised-channel": [
          "tell security: case-opened",
          "1| halt-channel channel micro_coaching: change, undone by resume-channel",
          "1| revoke-device-tokens channel micro_coaching: change, undone by irreversible",
          "tell security: contained",
          "keep-delivery-log-of-channel channel micro_coaching: change, undone by irreversible",
          "ask "contain" after, 60 min",
          "clocks for 12 people in DE, FR",
          "tell privacy: contained",
          "ask "tell-people" before, 1440 min",
          "tell organization: contained",
        ],
        "credential-stuffing": [
          "tell security: case-opened",
          "find sources of instance eu: 2",
          "find accounts-hit of instance eu: 1",
          "ask "contain" before, 30 min",
          "1| close-sessions person eu.person_client: change, undone by reopen-sessions",
          "1| block-address address 203.0.113.0/24: change, undone by unblock-address",
          "1| block-address address 2001:db8::/48: change, undone by unblock-address",
          "2| sign-out-everywhere person eu.person_client: change, undone by irreversible",
          "tell security: contained",
          "keep-sign-in-events-of-instance instance eu: change, undone by irreversible",
          "by hand: tighten-rate-rules",
          "clocks for 12 people in DE, FR",
          "ask "evict" before, 1440 min",
          "3| reset-secrets person eu.person_client: change, undone by irreversible",
          "tell person: account-secured of person eu.person_client",
        ],
        "destructive-change": [
          "tell security: case-opened",
          "cancel-key-deletion instance eu: change, undone by irreversible",
          "1| freeze-writes instance eu: change, undone by allow-writes",
          "1| end-staff-sessions instance eu: change, undone by restore-staff-sessions",
          "tell security: contained",
          "2| keep-trail-of-instance instance eu: change, undone by irreversible",
          "2| keep-key-standing-of-instance instance eu: change, undone by irreversible",
          "ask "contain" after, 30 min",
          "by hand: protect-tables",
          "by hand: verify-backups",
          "by hand: restore-to-new-tables",
          "by hand: switch-to-restored",
          "clocks for 12 people in DE, FR",
          "tell privacy: contained",
        ],
        "key-misuse": [
          "tell security: case-opened",
          "cancel-key-deletion instance eu: change, undone by irreversible",
          "1| end-staff-sessions instance eu: change, undone by restore-staff-sessions",
          "1| stop-exports-of-instance instance eu: change, undone by resume-exports-of-instance",
          "tell security: contained",
          "2| keep-key-standing-of-instance instance eu: change, undone by irreversible",
          "2| keep-trail-of-instance instance eu: change, undone by irreversible",
          "ask "contain" after, 30 min",
          "by hand: revoke-key-grants",
          "by hand: narrow-key-policy",
          "clocks for 12 people in DE, FR",
          "tell privacy: contained",
          "ask "evict" before, 240 min",
          "by hand: disable-key",
        ],
        "leaked-credential": [
          "tell security: case-opened",
          "suspend-integration integration eu.integration_1: change, undone by resume-integration",
          "stop-redelivery integration eu.integration_1: change, undone by resume-redelivery",
          "tell security: contained",
          "1| keep-access-log-of-integration integration eu.integration_1: change, undone by irreversible",
          "1| keep-delivery-log-of-integration integration eu.integration_1: change, undone by irreversible",
          "ask "contain" after, 60 min",
          "by hand: search-for-secret",
          "clocks for 12 people in DE, FR",
          "ask "evict" before, 1440 min",
          "rotate-integration-secret integration eu.integration_1: change, undone by irreversible",
          "by hand: hand-over-secret",
          "tell organization: contained",
        ],
        "personal-data-breach": [
          "tell security: case-opened",
          "tell privacy: case-opened",
          "find actors of organization eu.org_1: 1",
          "1| hold-records person eu.person_coach: change, undone by release-records",
          "2| freeze-organization organization eu.org_1: change, undone by unfreeze-organization",
          "2| stop-exports-of-organization organization eu.org_1: change, undone by resume-exports-of-organization",
          "3| close-sessions person eu.person_coach: change, undone by reopen-sessions",
          "tell security: contained",
          "4| keep-access-log-of-organization organization eu.org_1: change, undone by irreversible",
          "4| keep-sign-in-events-of-person person eu.person_coach: change, undone by irreversible",
          "ask "contain" after, 30 min",
          "clocks for 12 people in DE, FR",
          "tell privacy: contained",
          "ask "tell-people" before, 2880 min",
          "tell organization: contained",
        ],
        "residency-leak": [
          "tell security: case-opened",
          "tell privacy: case-opened",
          "suspend-integration integration eu.integration_1: change, undone by resume-integration",
          "stop-redelivery integration eu.integration_1: change, undone by resume-redelivery",
          "tell security: contained",
          "1| keep-delivery-log-of-integration integration eu.integration_1: change, undone by irreversible",
          "1| keep-access-log-of-integration integration eu.integration_1: change, undone by irreversible",
          "ask "contain" after, 60 min",
          "clocks for 12 people in DE, FR",
          "by hand: attest-copies",
          "ask "delete-copies" before, 7200 min",
          "by hand: attest-deletion",
          "tell organization: contained",
        ],
        "rogue-coach": [
          "tell security: case-opened",
          "hold-records person eu.person_coach: change, undone by release-records",
          "close-sessions person eu.person_coach: change, undone by reopen-sessions",
          "1| sign-out-everywhere person eu.person_coach: change, undone by irreversible",
          "1| disable-account person eu.person_coach: change, undone by enable-account",
          "1| suspend-relationships person eu.person_coach: change, undone by resume-relationships",
          "1| stop-exports-of-person person eu.person_coach: change, undone by resume-exports-of-person",
          "1| leave-groups person eu.person_coach: change, undone by rejoin-groups",
          "tell security: contained",
          "2| keep-access-log-of-person person eu.person_coach: change, undone by irreversible",
          "2| keep-sign-in-events-of-person person eu.person_coach: change, undone by irreversible",
          "2| keep-directory-standing-of-person person eu.person_coach: change, undone by irreversible",
          "ask "contain" after, 30 min",
          "by hand: review-reading",
          "clocks for 12 people in DE, FR",
          "tell privacy: contained",
          "by hand: inform-human-resources",
          "ask "tell-people" before, 4320 min",
          "tell person: access-ended",
        ],
        "staff-compromise": [
          "tell security: case-opened",
          "hold-records person eu.person_staff: change, undone by release-records",
          "close-sessions person eu.person_staff: change, undone by reopen-sessions",
          "1| sign-out-everywhere person eu.person_staff: change, undone by irreversible",
          "1| disable-account person eu.person_staff: change, undone by enable-account",
          "1| forget-devices person eu.person_staff: change, undone by irreversible",
          "1| leave-groups person eu.person_staff: change, undone by rejoin-groups",
          "1| revoke-grants person eu.person_staff: change, undone by irreversible",
          "find instances of person eu.person_staff: 1",
          "2| end-staff-sessions instance eu: change, undone by restore-staff-sessions",
          "tell security: contained",
          "3| keep-directory-standing-of-person person eu.person_staff: change, undone by irreversible",
          "3| keep-access-log-of-person person eu.person_staff: change, undone by irreversible",
          "3| keep-sign-in-events-of-person person eu.person_staff: change, undone by irreversible",
          "3| keep-trail-of-instance instance eu: change, undone by irreversible",
          "ask "contain" after, 30 min",
          "by hand: review-administration",
          "clocks for 12 people in DE, FR",
          "ask "evict" before, 1440 min",
          "reset-secrets person eu.person_staff: change, undone by irreversible",
          "tell person: account-secured",
        ],
      }
    `);
  });

  it.each(playbookIds)('%s: rolls back on failure only what it takes, and what has an inverse (IR2)', async (id) => {
    const taken = new Set(actionsIn(await planned(id)).map(({ action }) => action));
    for (const undone of playbooks.get(id)?.undoneOnFailure ?? []) {
      expect([undone, taken.has(undone), actions.get(undone)?.inverse]).not.toContain('irreversible');
      expect([undone, taken.has(undone)]).toEqual([undone, true]);
    }
  });

  it.each(playbookIds)('%s: nothing lasting is taken before two people were asked (IR10, TR12)', async (id) => {
    const lines = await planned(id);
    const lasting = lines.findIndex((line) => line.kind === 'action' && actions.get(line.action)?.tier === 2);
    const asked = lines.findIndex((line) => line.kind === 'question' && line.question === 'evict');
    expect(lasting === -1 || (asked !== -1 && asked < lasting)).toBe(true);
  });

  it.each(playbookIds)('%s: below P1 what can be undone waits for a second person (IR6)', async (id) => {
    const lines = await planned(id, 'P2');
    const first = lines.findIndex((line) => line.kind === 'action' && actions.get(line.action)?.tier === 1);
    const asked = lines.findIndex((line) => line.kind === 'question' && line.question === 'contain');
    expect(lines[asked]).toMatchObject({ when: 'before' });
    expect(asked).toBeLessThan(first);
  });

  it('closes sessions before the user pool is asked, wherever both happen (IR9)', async () => {
    for (const id of playbookIds) {
      const order = actionsIn(await planned(id)).map(({ action, target }) => `${action} ${target.id}`);
      for (const [at, line] of order.entries()) {
        const [action, who] = line.split(' ');
        if (action === 'sign-out-everywhere') expect(order.slice(0, at)).toContain(`close-sessions ${who}`);
      }
    }
  });

  it('changes nothing in the world it looks at (IR2)', async () => {
    const world = exercisedRegion();
    for (const id of playbookIds) await planned(id, 'P1', world);
    expect(world).toEqual(exercisedRegion());
  });

  it('goes on when nobody else is concerned (IR2)', async () => {
    const world = exercisedRegion();
    world.found.clear();
    const lines = (await planned('credential-stuffing', 'P1', world)).map(lineOf);
    expect(lines).toContain('find accounts-hit of instance eu: 0');
    expect(lines.some((line) => line.includes('reset-secrets'))).toBe(false);
  });

  it('says that there is no such target, for whom it would stop (IR8)', async () => {
    const playbook = playbooks.get('account-takeover');
    if (!playbook) throw new Error('There is no playbook for account takeover.');
    const lines = await planOf(playbook, { type: 'person', id: 'eu.person_nobody' }, eyesOn(exercisedRegion()));
    expect(new Set(actionsIn(lines).map(({ would }) => would))).toEqual(new Set(['no-target']));
  });
});
