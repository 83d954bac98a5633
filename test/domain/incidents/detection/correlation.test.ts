import { describe, expect, it } from 'vitest';
import { correlate, type OpenCase, type Suppression, suppression } from '#/domain/incidents/detection/correlation.ts';
import {
  access,
  canary,
  client,
  coach,
  each,
  happened,
  made,
  minute,
  signIn,
} from '#/domain/incidents/detection/fixture.ts';
import { type Firing, loadRules } from '#/domain/incidents/detection/rule.ts';
import { ruleFiles } from '#/domain/incidents/detection/rules.ts';
import { firingsOf } from '#/test/support/detection.ts';

const { rules } = loadRules(ruleFiles);
const now = minute(1000);

/** Cases that come of these firings, one after the other, as a handler keeps them. */
function casesOf(firings: readonly Firing[], suppressions: readonly Suppression[] = []) {
  const cases: OpenCase[] = [];
  const decisions = firings.map((firing) => {
    const decision = correlate(firing, cases, suppressions, now);
    const start = 'start' in decision && decision.start ? [decision.start] : [];
    if (decision.kind === 'open') {
      const { severity, subjects } = decision;
      const incidentId = made('incident', cases.length + 1);
      cases.push({ incidentId, severity, subjects, openedAt: firing.at, rules: [firing.rule], runs: start });
    } else if (decision.kind === 'add') {
      const { incidentId, severity, subjects } = decision;
      const at = cases.findIndex((each) => each.incidentId === incidentId);
      const { openedAt, rules: known, runs } = cases[at] as OpenCase;
      const all = [...new Set([...known, firing.rule])];
      cases[at] = { incidentId, severity, subjects, openedAt, rules: all, runs: [...runs, ...start] };
    }
    return decision;
  });
  return { cases, decisions };
}

const firing = (more: Partial<Firing> = {}): Firing => ({
  rule: 'bulk-reads',
  severity: 'P1',
  attack: 'T1213',
  playbook: 'rogue-coach',
  target: { type: 'person', id: coach },
  subjects: [`actor ${coach}`],
  eventId: 'e1',
  at: minute(0),
  ...more,
});
const quiet = (more: Partial<Suppression> = {}): Suppression => ({
  rule: 'bulk-reads',
  ownerId: made('person', 9),
  reason: 'planned-work',
  createdAt: now - 1000,
  expiresAt: now + 1000,
  ...more,
});

describe('Correlation', () => {
  it('MO4: an attack of many steps raises one alert, grows more severe and starts each playbook once', () => {
    const steps = [
      signIn(-2000, 'Pass', { IpAddress: '198.51.100.7' }),
      ...each(12, (n) => signIn(n * 0.5, 'Fail')),
      signIn(7, 'Pass', { DeviceName: 'curl', Country: 'Brazil' }),
      ...each(30, (n) => access(8 + n * 0.2, client(n))),
      access(15, client(3), { records: [`note:${canary}`] }),
      ...each(8, (n) => happened(16 + n, 'copy.linked')),
    ];
    const firings = firingsOf(rules, steps);
    const { cases, decisions } = casesOf(firings);
    expect(decisions.filter(({ kind }) => kind === 'open')).toHaveLength(1);
    expect(cases).toHaveLength(1);
    const [only] = cases as [OpenCase];
    expect(only.rules).toEqual(
      expect.arrayContaining([
        'failed-sign-ins',
        'guessed-password',
        'new-device',
        'bulk-reads',
        'canary-record',
        'unusual-export',
      ]),
    );
    expect(only.severity).toBe('P1');
    const started = only.runs.map(({ playbook }) => playbook);
    expect(started.toSorted()).toEqual(['account-takeover', 'credential-stuffing', 'rogue-coach']);
    expect(decisions.length).toBeGreaterThan(20);
    expect(decisions.filter(({ kind }) => kind === 'add').length).toBeLessThan(8);
  });

  it('MO4: two coaches at work are two cases', () => {
    const other = made('person', 2);
    const both = [
      ...each(15, (n) => access(n * 0.5, client(n))),
      ...each(15, (n) => access(n * 0.5, client(n), { actorId: other })),
    ];
    expect(casesOf(firingsOf(rules, both)).cases.map(({ subjects }) => subjects)).toEqual([
      [`actor ${coach}`],
      [`actor ${other}`],
    ]);
  });

  it('MO4: what a case knows is not told again; a firing that ties two cases names the other', () => {
    const mine = {
      incidentId: 'one',
      severity: 'P3',
      openedAt: 1,
      subjects: [`actor ${coach}`],
      rules: [],
      runs: [],
    } as const;
    const twin = { ...mine, incidentId: 'two', openedAt: 2, subjects: ['address a'] };
    const tying = firing({ subjects: [`actor ${coach}`, 'address a'] });
    expect(correlate(tying, [twin, mine], [], now)).toEqual({
      kind: 'add',
      incidentId: 'one',
      severity: 'P1',
      raised: true,
      subjects: [`actor ${coach}`, 'address a'],
      related: ['two'],
      start: { playbook: 'rogue-coach', target: { type: 'person', id: coach } },
    });
    const { decisions } = casesOf([firing(), firing({ eventId: 'e2' })]);
    expect(decisions.map(({ kind }) => kind)).toEqual(['open', 'known']);
  });

  it('MO4: the playbook that another case of the actor runs is not started beside it', () => {
    const run = { playbook: 'rogue-coach', target: { type: 'person', id: coach } } as const;
    const mine = {
      incidentId: 'one',
      severity: 'P1',
      openedAt: 1,
      subjects: [`actor ${coach}`],
      rules: [],
      runs: [],
    } as const;
    const twin = { ...mine, incidentId: 'two', openedAt: 2, runs: [run] };
    expect(correlate(firing(), [mine, twin], [], now)).not.toHaveProperty('start');
  });

  it('MO4: a suppression keeps its rule quiet for its subject until it ends, and nothing else', () => {
    const kindOf = (entry: Suppression, more: Partial<Firing> = {}, at = now) =>
      correlate(firing(more), [], [entry], at).kind;
    expect(kindOf(quiet())).toBe('suppressed');
    expect(kindOf(quiet({ subject: `actor ${coach}` }))).toBe('suppressed');
    expect(kindOf(quiet({ subject: `actor ${client(1)}` }))).toBe('open');
    expect(kindOf(quiet(), { rule: 'new-device' })).toBe('open');
    expect(kindOf(quiet(), {}, now + 1000)).toBe('open');
    expect(kindOf(quiet({ createdAt: now + 1 }))).toBe('open');
  });

  it('MO4: nobody keeps alerts about themselves quiet', () => {
    expect(correlate(firing(), [], [quiet({ ownerId: coach })], now).kind).toBe('open');
  });

  it('MO4: a suppression has an owner, a reason of the list, and an end within thirty days', () => {
    const faultOf = (more: object) => suppression().safeParse({ ...quiet(), ...more }).error?.issues[0]?.path[0];
    expect(faultOf({})).toBeUndefined();
    expect(faultOf({ expiresAt: now + 31 * 86_400_000 })).toBe('expiresAt');
    expect(faultOf({ expiresAt: now - 2000 })).toBe('expiresAt');
    expect(faultOf({ ownerId: 'service:detection' })).toBe('ownerId');
    expect(faultOf({ reason: 'too noisy' })).toBe('reason');
  });
});
