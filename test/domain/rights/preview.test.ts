import { describe, expect, it } from 'vitest';
import { entities } from '#/domain/data-map/map.ts';
import { deletionPreview, erasurePreview, whatStays } from '#/domain/rights/preview.ts';
import { targetPattern } from '#/domain/rights/target-pattern.ts';
import { earlyTargets, targetOf } from '#/domain/rights/targets.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const ofPeople = entities.filter(({ about }) => about === 'person' || about === 'client').map(({ name }) => name);

describe('TR6: before an erasure is confirmed, its person is told', () => {
  it('of every entity about people whether it goes or stays, and of what stays why and how long', () => {
    const { goes, stays } = erasurePreview(now);
    expect([...goes, ...stays].map(({ entity }) => entity).sort()).toEqual(ofPeople.toSorted());
    for (const { why, kept } of stays) {
      expect(why).toMatch(/\.$/);
      expect(kept).toContain('after');
    }
    expect(whatStays()).toEqual(stays);
  });

  it('from when on no backup holds it any more', () => {
    expect(new Date(erasurePreview(now).backupsLapseAt).toISOString()).toBe('2026-12-26T10:00:00.000Z');
  });
});

describe('RI7: early deletion', () => {
  it('is of what people said and recorded, one by one or by kind', () => {
    expect(earlyTargets()).toEqual(expect.arrayContaining(['note', 'goal', 'message', 'recording']));
    for (const name of ['person', 'engagement', 'membership', 'subject_key', 'consent_entry', 'access_log_entry']) {
      expect(targetOf(name), name).toBeUndefined();
    }
    const one = 'note:eu.note_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
    expect(one).toMatch(targetPattern);
    expect(targetOf(one)).toMatchObject({ entity: { name: 'note' }, recordId: one.slice(5) });
  });

  it('leaves everything that it is not about', () => {
    const { goes, stays } = deletionPreview('note', now);
    expect(goes.map(({ entity }) => entity)).toEqual(['note']);
    expect(stays.map(({ entity }) => entity).sort()).toEqual(ofPeople.filter((name) => name !== 'note').toSorted());
  });
});
