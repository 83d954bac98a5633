import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entities } from '#/domain/data-map/map.ts';
import { egress, shareableFields, sharedEvents, shareOf } from '#/domain/integrations/shareable.ts';

const byName = new Map(entities.map((entity) => [entity.name, entity]));

describe('TR4 CC9: what leaves for a connected tool', () => {
  it('are fields of the data map, of records that an event and its engagement find', () => {
    for (const event of sharedEvents) {
      const { entity, id } = shareOf(event) ?? {};
      expect(entity?.key.pk).toBe('engagement#{engagementId}');
      expect(entity?.key.sk.endsWith(`#{${id}}`)).toBe(true);
      expect(entity?.key.sk.match(/\{/g)).toHaveLength(1);
    }
    for (const name of shareableFields) {
      const [entity = '', field = ''] = name.split('.');
      expect(Object.keys(byName.get(entity)?.fields ?? {})).toContain(field);
    }
  });

  it('is never what people say to each other, and never who they are', () => {
    for (const name of shareableFields) {
      expect(name).not.toMatch(/^(note|message|recording|insight|person|engagement|agreement)\.|Id$/);
    }
  });

  it('is what the manifest declares and nothing else, whatever the record holds', () => {
    const anything = fc.dictionary(fc.string(), fc.string());
    const manifests = fc.subarray([...shareableFields]);
    const events = fc.constantFrom(...sharedEvents);
    fc.assert(
      fc.property(events, manifests, anything, (event, manifest, further) => {
        const entity = shareOf(event)?.entity;
        if (!entity) throw new Error('A shared event has an entity.');
        const own = Object.fromEntries(Object.keys(entity.fields).map((field) => [field, `value of ${field}`]));
        const left = egress(manifest, entity, { ...further, ...own, authorId: 'eu.person_1', undeclared: 'x' });
        expect(Object.keys(left).toSorted()).toEqual(
          manifest.filter((name) => name.startsWith(`${entity.name}.`)).toSorted(),
        );
      }),
    );
  });

  it('is nothing that can never be shared, even if a manifest names it', () => {
    const session = shareOf('session.scheduled')?.entity;
    if (!session) throw new Error('A shared event has an entity.');
    const values = { startsAt: '2026-11-21T09:00:00Z', constructor: 'x', authorId: 'y' };
    expect(egress(['session.authorId', 'note.body', '__proto__', 'session.startsAt'], session, values)).toEqual({
      'session.startsAt': '2026-11-21T09:00:00Z',
    });
  });

  it('is sent by events about what can be shared, and by no others', () => {
    expect(shareOf('session.completed')?.entity.name).toBe('session');
    for (const event of ['note.written', 'message.sent', 'insight.made', 'consent.given']) {
      expect(shareOf(event)).toBeUndefined();
    }
  });
});
