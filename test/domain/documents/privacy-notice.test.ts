import { describe, expect, it } from 'vitest';
import { holders } from '#/domain/data-map/holders.ts';
import { entities } from '#/domain/data-map/map.ts';
import { consentPurposes, purposeNames, purposes } from '#/domain/data-map/purposes.ts';
import { describe as inWords } from '#/domain/data-map/retention.ts';
import { fullNotice } from '#/domain/documents/full-notice.ts';
import { shortNotice } from '#/domain/documents/short-notice.ts';
import { placeOf } from '#/domain/governance/places.ts';
import { instances } from '#/lib/instances.ts';
import { givenFacts, rowsIn, textOf, textsIn } from './given-documents.ts';
import { readingEase, wordsIn } from './reading-ease.ts';

const ids = Object.keys(instances) as (keyof typeof instances)[];
const titled = (name: string): string => name.replaceAll('_', ' ');
const full = fullNotice(givenFacts());

/** What the notice says of an entity: from its heading to the next. */
function entryOf(name: string) {
  const start = full.blocks.findIndex((block) => block.kind === 'subheading' && block.text === titled(name));
  const rest = full.blocks.slice(start + 1);
  const end = rest.findIndex(({ kind }) => kind === 'subheading' || kind === 'heading');
  const blocks = start < 0 ? [] : rest.slice(0, end);
  return { text: blocks.flatMap(textsIn).join('\n'), rows: rowsIn({ ...full, blocks }) };
}

describe.each(ids)('the privacy notice of %s', (id) => {
  const short = shortNotice(givenFacts(id));

  it('TR1: has a first layer of at most 300 words in plain English', () => {
    const texts = [short.title, ...short.blocks.flatMap(textsIn)];
    expect(wordsIn(texts.join(' ')).length).toBeLessThanOrEqual(300);
    expect(readingEase(texts.filter((text) => !text.includes('://')))).toBeGreaterThanOrEqual(50);
  });

  it('TR1: leads from the first layer to the second', () => {
    expect(textOf(short)).toContain(`${instances[id].door}/privacy-notice?layer=full`);
  });

  it.each([shortNotice, fullNotice])('RE7: names the regions that the instance really is in', (noticeOf) => {
    const text = textOf(noticeOf(givenFacts(id)));
    for (const region of [instances[id].region, instances[id].backupRegion]) {
      expect(text).toContain(`${placeOf(region).place} (AWS ${region})`);
    }
    const elsewhere = ids.filter((other) => other !== id).flatMap((other) => [instances[other].region]);
    for (const region of elsewhere) expect(text).not.toContain(region);
  });

  it.each([shortNotice, fullNotice])('GO1: says who answers for the data and where to write', (noticeOf) => {
    const text = textOf(noticeOf(givenFacts(id)));
    expect(text).toContain(instances[id].controllerName);
    expect(text).toContain(instances[id].privacyContact.replace('mailto:', ''));
    expect(text).not.toContain('mailto:');
  });

  it('TR6: gives the deadlines that hold for people of the instance', () => {
    const row = rowsIn(fullNotice(givenFacts(id))).find(([kind, , citation]) => kind === 'access' && citation);
    expect(row).toEqual(
      id === 'eu'
        ? ['access', '1 month', 'GDPR Art. 12(3), 15']
        : ['access', '30 days', expect.stringMatching(/PIPEDA|Law 25|P-39\.1/)],
    );
  });
});

describe('the full layer', () => {
  it.each(entities.map((entity) => [entity.name, entity] as const))(
    'TR3: lists every field of %s with why, kind and protection',
    (name, entity) => {
      const rows = new Map(entryOf(name).rows.map(([field = '', ...rest]) => [field, rest]));
      for (const [field, { why, category }] of Object.entries(entity.fields)) {
        expect(rows.get(field)?.slice(0, 2)).toEqual([why, titled(category)]);
      }
      expect(rows.size).toBe(Object.keys(entity.fields).length + (entity.objects ? 1 : 0));
    },
  );

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    'TR3 TR7: says what %s is for and how long it is kept, in the words of the map',
    (name, { purpose, retention }) => {
      const { text } = entryOf(name);
      expect(text).toContain(`For: ${purposes[purpose].title}.`);
      expect(text).toContain(`Kept: ${inWords(retention)}.`);
      expect(text).toContain('Can be reached by: ');
    },
  );

  it('TR3: says who can reach a record, from the contracts', () => {
    expect(entryOf('note').text).toMatch(/by: .*the client of the engagement and the coach of the engagement\./);
    expect(entryOf('note').text).not.toMatch(/sponsors|administrators|themselves/);
    expect(entryOf('invitation').text).toMatch(/by: administrators of the organisation( and the person themselves)?\./);
    expect(entryOf('programme_terms').text).toContain('sponsors of the organisation');
    expect(entryOf('subject_key').text).toContain('by: nobody but the service itself.');
    expect(entryOf('person').text).not.toContain('sponsors');
  });

  it('lists every purpose with its ground and what one can say to it', () => {
    const rows = new Map(rowsIn(full).map(([title, ...rest]) => [title, rest]));
    for (const purpose of purposeNames) expect(rows.get(purposes[purpose].title)).toHaveLength(4);
    for (const purpose of consentPurposes) expect(rows.get(purposes[purpose].title)?.[2]).toMatch(/^Off until /);
  });

  it('lists every other place with what removes a person from it', () => {
    const rows = new Map(rowsIn(full).map(([name, ...rest]) => [name, rest]));
    for (const [name, { says, eraser }] of Object.entries(holders)) {
      expect(rows.get(titled(name))?.[0]).toBe(says);
      expect(rows.get(titled(name))?.[2]).toBe(eraser);
    }
  });

  it('TR6: says what stays after an erasure and why', () => {
    const rows = new Map(rowsIn(full).map(([name, why]) => [name, why]));
    for (const { name, onErasure } of entities) {
      if (onErasure !== 'delete') expect(rows.get(titled(name))).toBe(onErasure.stays);
    }
  });

  it('TR10: states that nothing is sold, and no purpose or record is there to sell', () => {
    expect(textOf(full)).toContain('Personal data is neither sold nor shared for money or advertising.');
    const names = [...purposeNames, ...entities.map(({ name }) => name)];
    expect(names.filter((name) => /sale|sell|advert/.test(name))).toEqual([]);
  });
});
