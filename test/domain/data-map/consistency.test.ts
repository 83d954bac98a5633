import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bytes } from '#/domain/api/bytes.ts';
import { categories } from '#/domain/data-map/categories.ts';
import { type Entity, fieldNames, isSealed, type KeyTemplate } from '#/domain/data-map/entity.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { entities } from '#/domain/data-map/map.ts';
import { operatorAccess } from '#/domain/data-map/operator-access.ts';
import { needsConsent, purposes } from '#/domain/data-map/purposes.ts';
import { stores } from '#/domain/data-map/stores.ts';
import { line, text } from '#/domain/text.ts';
import { areas } from '#/lambdas/contract.ts';
import { freeTextIn } from './schema-walk.ts';

const idsOf = ({ pk, sk }: KeyTemplate): string[] =>
  [...`${pk}|${sk}`.matchAll(/\{(\w+)\}/g)].map(([, id]) => id ?? '');
const fieldsOf = (entity: Entity) => Object.entries(entity.fields).map(([name, field]) => ({ name, ...field }));
const byName = entities.map((entity) => [entity.name, entity] as const);

describe.each(byName)('the data map: %s', (_, entity) => {
  it('MI1 MI4: stands in a store, for a registered purpose, with a retention', () => {
    expect(Object.keys(stores)).toContain(entity.store);
    expect(Object.keys(purposes)).toContain(entity.purpose);
    const { from, keep } = entity.retention;
    expect(['created', 'engagement.ended', 'account.closed']).toContain(from);
    const units = Object.values(keep);
    expect(units).toHaveLength(1);
    expect(units.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  it('MI1: says of every field what kind of data it is and why it is collected', () => {
    for (const { name, category, why, protection } of fieldsOf(entity)) {
      expect(categories[category], name).toBeDefined();
      expect(why, name).toMatch(/^[A-Z].{8,}\.$/);
      expect(['sealed', 'bound', 'plain'], name).toContain(protection);
    }
  });

  it('EN7: nothing that is readable in its table can hold words that a person wrote', () => {
    for (const { name, schema, protection, category } of fieldsOf(entity)) {
      if (protection === 'sealed') continue;
      expect(freeTextIn(schema), name).toBeUndefined();
      for (const words of ['She wept.', 'kim@example.com', '+49 170 1234567', 'Rue de l’Église 4']) {
        expect(schema.safeParse(words).success, `${name}: ${words}`).toBe(false);
      }
      expect(['coaching_content', 'contact', 'preference'], name).not.toContain(category);
    }
  });

  it('seals all of a record or nothing', () => {
    if (isSealed(entity)) expect(fieldNames(entity, 'plain')).toEqual([]);
    else expect([...fieldNames(entity, 'sealed'), ...fieldNames(entity, 'bound')]).toEqual([]);
  });

  it('names the person, client or organisation whose key seals it', () => {
    if (!isSealed(entity)) return;
    const subject = { person: 'personId', client: 'engagementId', organization: 'organizationId', instance: '' };
    expect(idsOf(entity.key)).toContain(subject[entity.about]);
  });

  it('has pointers whose ids are known when it is written, and that lead back to it', () => {
    for (const pointer of entity.pointers ?? []) {
      const known = [...idsOf(entity.key), ...Object.keys(entity.fields)];
      for (const id of idsOf(pointer)) {
        expect(known).toContain(id);
        const field = entity.fields[id];
        if (field) expect(field.protection).not.toBe('sealed');
      }
      expect(idsOf(pointer).filter((id) => idsOf(entity.key).includes(id))).toEqual(
        expect.arrayContaining(idsOf(entity.key)),
      );
    }
  });

  it('is deleted by TTL exactly at its end where no hold can touch it', () => {
    if (!entity.retention.holdable) expect(stores[entity.store].ttl).toBe(true);
    if (entity.retention.from === 'created' && entity.store !== 'keys') expect(stores[entity.store].ttl).toBe(true);
  });
});

describe('the data map as a whole', () => {
  it('has every entity of the house once', () => {
    const names = entities.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const required = ['person', 'organization', 'membership', 'invitation', 'engagement', 'agreement', 'session'];
    const further = ['note', 'goal', 'action', 'message', 'subject_key', 'access_log_entry', 'idempotency_record'];
    expect(names).toEqual(expect.arrayContaining([...required, ...further]));
  });

  it('gives no two entities the same place in a table', () => {
    const places = entities.flatMap(({ name, store, key, pointers = [] }) =>
      [key, ...pointers].map(({ pk, sk }) => ({ name, place: `${store}|${pk}|${sk}`.replaceAll(/\{\w+\}/g, '*') })),
    );
    // Two pointers of one entity may stand side by side: under the coach and under the client.
    const owners = Map.groupBy(places, ({ place }) => place);
    for (const [place, found] of owners) expect(new Set(found.map(({ name }) => name)).size, place).toBe(1);
  });

  it('lists no entity below the prefix of another in the same partition', () => {
    const lists = entities.flatMap(({ name, store, key, pointers = [] }) =>
      [key, ...pointers].map(({ pk, sk }) => ({
        name,
        partition: `${store}|${pk.slice(0, pk.indexOf('{'))}`,
        prefix: sk.includes('{') ? sk.slice(0, sk.indexOf('{')) : sk,
      })),
    );
    for (const a of lists)
      for (const b of lists) {
        if (a.name === b.name || a.partition !== b.partition) continue;
        expect(a.prefix.startsWith(b.prefix), `${a.name} below ${b.name}`).toBe(false);
      }
  });

  it('MI3: knows no purpose of sale, and which purposes rest on consent', () => {
    expect(Object.keys(purposes)).not.toContain('sale');
    const onConsent = Object.keys(purposes).filter((purpose) => needsConsent(purpose as keyof typeof purposes));
    expect(onConsent.toSorted()).toEqual(
      [
        'ai_insights',
        'integration_sharing',
        'marketing',
        'micro_coaching',
        'profiling',
        'session_recording',
      ].toSorted(),
    );
  });

  it('tells what the operator can read from the same table', () => {
    const covered = operatorAccess().flatMap(({ covers }) => covers);
    expect(covered.toSorted()).toEqual(entities.map(({ name }) => name).toSorted());
  });

  it('names for every holder outside the tables what it holds, how long, and what erases it', () => {
    for (const holder of Object.values(holders)) {
      expect(holder.says).toMatch(/\.$/);
      expect(holder.eraser).toMatch(/\.$/);
      for (const category of holder.holds) expect(categories[category]).toBeDefined();
      expect(holder.keepDays === null || holder.keepDays >= 0).toBe(true);
    }
  });

  it('MI1: every request body refuses a property that is not declared', () => {
    const bodies = areas.flatMap(({ routes }) =>
      Object.entries(routes).flatMap(([name, { body }]) => (body && body !== bytes() ? [{ name, body }] : [])),
    );
    expect(bodies.length).toBeGreaterThan(12);
    for (const { name, body } of bodies) {
      const issues = body.safeParse({ shoeSize: 43 }).error?.issues ?? [];
      expect(
        issues.some(({ code, ...issue }) => code === 'unrecognized_keys' && 'keys' in issue),
        name,
      ).toBe(true);
    }
  });
});

describe('the search for free text', () => {
  it.each([
    ['a string', z.string()],
    ['a bounded string', z.string().check(z.maxLength(10))],
    ['an optional line', z.optional(line(100))],
    ['a list of texts', z.array(text(100))],
    ['anything', z.unknown()],
    ['an object', z.strictObject({ note: z.string() })],
  ])('finds %s', (_, schema) => {
    expect(freeTextIn(schema)).toBeDefined();
  });

  it.each([
    ['a list of values', z.enum(['open', 'done'])],
    ['a number', z.optional(z.int())],
    ['a time', z.iso.datetime()],
    ['a pattern', z.string().check(z.regex(/^[0-9a-f]{64}$/))],
  ])('lets %s pass', (_, schema) => {
    expect(freeTextIn(schema)).toBeUndefined();
  });
});
