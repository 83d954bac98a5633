import { beforeAll, describe, expect, it } from 'vitest';
import { entities } from '#/domain/data-map/map.ts';
import { copiedEntities } from '#/domain/rights/copy/contents.ts';
import { type Files, givenFiles, recordsOf, textOf } from '#/test/support/copies.ts';
import { aboutPeople, givenRecordOf } from '#/test/support/planted.ts';
import { givenRequest } from '#/test/support/requests.ts';
import { givenOtherEngagement, givenSharedWorld, type World } from '#/test/vault/given-world.ts';

/** What cannot be planted, with the reason. */
const notPlanted: Readonly<Record<string, string>> = {
  recording: 'takes a sealed object: copies.test.ts has one',
};

type Left = { readonly entity: string; readonly why: string };
type Manifest = { readonly leftOut: readonly Left[]; readonly withheld: readonly Left[] };

describe('RI1: a record of every entity of the data map', () => {
  let world: World;
  let files: Files;
  const planted = new Map<string, Readonly<Record<string, string>>>();
  beforeAll(async () => {
    world = await givenSharedWorld();
    const engagement = await givenOtherEngagement(world);
    // The count of requests stands from now on, and is no planted one.
    await givenRequest(engagement.client, { kind: 'rectification', words: 'A date is wrong.' });
    for (const entity of aboutPeople) {
      if (!notPlanted[entity.name]) planted.set(entity.name, await givenRecordOf(world.instance, entity, engagement));
    }
    files = await givenFiles(world.instance, engagement.client);
  });

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    '%s: is in the copy, or the copy says why not',
    (name, entity) => {
      const { document } = JSON.parse(textOf(files, 'manifest.json')) as { document: Manifest };
      const reason = document.leftOut.find((one) => one.entity === name)?.why;
      if (!copiedEntities.includes(entity)) return expect(reason).toMatch(/\.$/);
      expect(reason).toBeUndefined();
      if (notPlanted[name]) return expect(files.has(`records/${name}.csv`)).toBe(true);
      // The planted note is somebody else's, for themselves alone.
      if (name === 'note') return expect(document.withheld).toContainEqual(expect.objectContaining({ entity: name }));
      expect(recordsOf(files, name)).toContainEqual(expect.objectContaining(planted.get(name)));
    },
  );

  it('plants what is about people, but for what it says it cannot', () => {
    expect([...planted.keys(), ...Object.keys(notPlanted)].sort()).toEqual(aboutPeople.map(({ name }) => name).sort());
  });
});
