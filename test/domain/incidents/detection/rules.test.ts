import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { access, client, each } from '#/domain/incidents/detection/fixture.ts';
import { loadRules } from '#/domain/incidents/detection/rule.ts';
import { ruleFiles } from '#/domain/incidents/detection/rules.ts';
import { playbooks } from '#/domain/incidents/playbooks.ts';
import { firingsOf } from '#/test/support/detection.ts';
import { fixturesByRule } from '#/test/support/rule-fixtures.ts';

const { rules, faults } = loadRules(ruleFiles);

describe('Rules as data', () => {
  it('MO4: every file of a rule is read, parses and has fixtures beside it', () => {
    const files = readdirSync('domain/incidents/detection/rules');
    const ids = files.filter((name) => !name.endsWith('.fixtures.ts')).map((name) => name.replace(/\.ts$/, ''));
    expect(faults).toEqual([]);
    expect(rules.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(files).toHaveLength(ids.length * 2);
    expect(Object.keys(fixturesByRule).toSorted()).toEqual(ids.toSorted());
    for (const { fires, stays } of Object.values(fixturesByRule)) {
      expect(Object.keys(fires).length * Object.keys(stays).length).toBeGreaterThan(0);
    }
  });

  it('MO5: a playbook that a rule names is started on what it takes', () => {
    const started = rules.filter(({ playbook }) => playbook && playbooks.has(playbook));
    expect(started.length).toBeGreaterThan(0);
    for (const { id, playbook, target } of started) {
      expect([id, target]).toEqual([id, playbook && playbooks.get(playbook)?.target]);
    }
  });

  for (const rule of rules) {
    const { fires, stays } = fixturesByRule[rule.id] ?? { fires: {}, stays: {} };
    for (const [name, records] of Object.entries(fires)) {
      it(`MO2 MO3 MO4 ${rule.id} fires: ${name}`, () => {
        const [first] = firingsOf([rule], records);
        expect(first).toMatchObject({ rule: rule.id, severity: rule.severity });
        expect(first?.target.type).toBe(rule.target);
      });
    }
    for (const [name, records] of Object.entries(stays)) {
      it(`MO2 MO3 MO4 ${rule.id} stays quiet: ${name}`, () => {
        expect(records.length).toBeGreaterThan(0);
        expect(firingsOf([rule], records)).toEqual([]);
      });
    }
  }
});

describe('A rule that does not parse', () => {
  const bulk = ruleFiles['bulk-reads'] as object;
  const broken: readonly (readonly [string, unknown, RegExp])[] = [
    ['no object', 'select *', /^rule: /],
    ['an operator that does not exist', { ...bulk, match: [{ field: 'time', op: 'like', value: 'x' }] }, /^match\.0/],
    ['a window of no time', { ...bulk, window: { minutes: 0 } }, /^window\.minutes: /],
    ['more than a state holds', { ...bulk, threshold: { of: 'events', atLeast: 5000 } }, /^threshold\.atLeast: /],
    ['a playbook that does not exist', { ...bulk, playbook: 'pull-the-plug' }, /^playbook: /],
    ['an unknown member', { ...bulk, treshold: 3 }, /^rule: /],
    ['the name of another file', { ...bulk, id: 'new-device' }, /must be the name of its file/],
  ];
  for (const [name, source, why] of broken) {
    it(`MO4: is named with its reason, and the others still run: ${name}`, () => {
      const loaded = loadRules({ ...ruleFiles, broken: source });
      expect(loaded.faults).toEqual([{ rule: 'broken', why: expect.stringMatching(why) }]);
      expect(loaded.rules).toHaveLength(rules.length);
      const reads = each(15, (n) => access(n * 0.5, client(n)));
      expect(firingsOf(loaded.rules, reads).map(({ rule }) => rule)).toContain('bulk-reads');
    });
  }
});
