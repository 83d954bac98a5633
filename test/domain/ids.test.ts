import fc from 'fast-check';
import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { type KeyTemplate, listKey, rowKey } from '#/domain/data-map/entity.ts';
import { id, idKinds, instanceOf } from '#/domain/ids.ts';
import { idsIn } from '#/vault/records.ts';

const instance = fc.constantFrom('eu', 'na', 'uk');
const kind = fc.constantFrom(...idKinds);
const anyUlid = fc.integer({ min: 0, max: 2 ** 47 }).map((time) => ulid(time));

describe('CC8: ids', () => {
  it('say which instance they belong to, and pass as their own kind only', () => {
    fc.assert(
      fc.property(instance, kind, kind, anyUlid, (home, own, other, random) => {
        const value = `${home}.${own}_${random}`;
        expect(instanceOf(value)).toBe(home);
        expect(id(own).safeParse(value).success).toBe(true);
        expect(id(other).safeParse(value).success).toBe(own === other);
      }),
    );
  });

  it('are refused as soon as a character is changed to one that ULIDs lack, added or taken away', () => {
    const value = `eu.note_${ulid(0)}`;
    for (const wrong of [`${value}0`, value.slice(0, -1), `${value.slice(0, -1)}U`, value.toLowerCase(), ` ${value}`])
      expect(id('note').safeParse(wrong).success, wrong).toBe(false);
  });

  it('any other text has no instance', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/^[a-z]{2}\.[a-z]+_/.test(text));
        expect(instanceOf(text)).toBeUndefined();
        expect(id('note').safeParse(text).success).toBe(false);
      }),
    );
  });
});

describe('keys of rows', () => {
  const template: KeyTemplate = { pk: 'engagement#{engagementId}', sk: 'note#{sessionId}#{noteId}' };
  const part = fc.string({ minLength: 1 }).filter((text) => !text.includes('#') && !text.includes('\n'));
  const ids = fc.record({ engagementId: part, sessionId: part, noteId: part });

  it('lead back to the ids they were made of, so that no two records share one', () => {
    fc.assert(
      fc.property(ids, (given) => {
        expect({ ...idsIn(template, rowKey(template, given)) }).toEqual(given);
        const { pk, prefix } = listKey(template, given);
        const key = rowKey(template, given);
        expect([key.pk, key.sk]).toEqual([pk, `${prefix}${given.noteId}`]);
      }),
    );
  });

  it('are not made of an id that is missing, empty or could reach into another part', () => {
    for (const sessionId of [undefined, '', 'a#b', '#']) {
      const given = { engagementId: 'e', noteId: 'n', ...(sessionId === undefined ? {} : { sessionId }) };
      expect(() => rowKey(template, given)).toThrow(TypeError);
      expect(() => listKey(template, given)).toThrow(TypeError);
    }
  });

  it('list everything below the ids that lead up to it', () => {
    expect(listKey(template, { engagementId: 'e' })).toEqual({ pk: 'engagement#e', prefix: 'note#' });
    expect(listKey(template, { engagementId: 'e', sessionId: 's' })).toEqual({ pk: 'engagement#e', prefix: 'note#s#' });
    expect(() => listKey(template, { sessionId: 's' })).toThrow(TypeError);
  });
});
