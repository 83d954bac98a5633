import { beforeAll, describe, expect, it } from 'vitest';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { entities } from '#/domain/data-map/map.ts';
import { mapVersion } from '#/domain/data-map/version.ts';
import { pageStyleHash } from '#/domain/documents/page-style.ts';
import { staffWith } from '#/domain/documents/readers.ts';
import { placeOf } from '#/domain/governance/places.ts';
import { areas } from '#/lambdas/contract.ts';
import { instances } from '#/lib/instances.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';

let instance: GivenInstance;
beforeAll(async () => {
  instance = await givenInstance({ id: 'na' });
});

async function page(path: string): Promise<string> {
  const answer = await instance.call('GET', path);
  expect([path, answer.status]).toEqual([path, 200]);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  return String(answer.body);
}

describe('TR1: GET /privacy-notice', () => {
  it('answers the short layer, or the full one', async () => {
    const short = await page('/privacy-notice');
    expect(await page('/privacy-notice?layer=short&locale=en')).toBe(short);
    const full = await page('/privacy-notice?layer=full');
    expect(short).toContain('<h1>Your privacy in short</h1>');
    expect(full).toContain('<h1>Privacy notice</h1>');
    expect(full.length).toBeGreaterThan(5 * short.length);
  });

  it('RE7: names the regions that this instance runs in, and its own door', async () => {
    const { region, backupRegion } = instances.na;
    for (const layer of ['short', 'full']) {
      const text = await page(`/privacy-notice?layer=${layer}`);
      for (const each of [region, backupRegion]) expect(text).toContain(`${placeOf(each).place} (AWS ${each})`);
      expect(text).not.toContain(instances.eu.region);
      expect(text).toContain(instances.na.controllerName);
      expect(text).toContain(instance.apiUrl);
    }
  });

  it('TR3: shows every field that is stored', async () => {
    const full = await page('/privacy-notice?layer=full');
    for (const { fields } of entities)
      for (const name of Object.keys(fields)) expect(full).toContain(`<td>${name}</td>`);
  });

  it.each([
    ['layer=medium', 'query.layer'],
    ['layer=full&layer=short', 'query.layer'],
    ['locale=xx', 'query.locale'],
    ['format=json', 'query'],
  ])('refuses %s', async (query, field) => {
    expectProblem(await instance.call('GET', `/privacy-notice?${query}`), 'invalid-request', field);
  });
});

describe('TR11: GET /trust', () => {
  it('says what is protected how, what operators can read, and what is not claimed', async () => {
    const text = await page('/trust');
    for (const part of [
      'What is protected how',
      'vault/sealing.ts',
      'What we do not claim',
      'No end-to-end encryption',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('the pages', () => {
  it.each(['/privacy-notice', '/privacy-notice?layer=full', '/trust'])(
    'IN12: %s run no script, load nothing, are framed by nobody and kept by nobody',
    async (path) => {
      const { headers, body } = await instance.call('GET', path);
      const policy = headers.get('content-security-policy');
      expect(policy).toBe(
        `default-src 'none'; style-src '${pageStyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
      expect(String(body)).not.toMatch(/<script|<iframe|<link|<img| on[a-z]+="|javascript:/i);
    },
  );

  it('only pages carry the policy of pages', async () => {
    const { headers } = await instance.call('GET', '/trust/encryption');
    expect(headers.get('content-security-policy')).toBeNull();
  });
});

describe('EN18: GET /trust/encryption', () => {
  type Answer = {
    instance: string;
    region: string;
    mapVersion: number;
    classes: { contentClass: string; covers: string[]; operatorCannotRead: string }[];
    records: { record: string; contentClass: string; encrypted: string[]; staffWithARoute: string[] }[];
    notClaimed: string[];
  };

  it('says of every record what class it is in, what is encrypted, and which staff has a route to it', async () => {
    const { body, status } = await instance.call('GET', '/trust/encryption');
    const { records, classes, ...about } = body as Answer;
    expect([status, about.instance, about.region]).toEqual([200, 'na', instances.na.region]);
    expect(about.mapVersion).toBe(mapVersion.version);
    expect(records.map(({ record }) => record)).toEqual(entities.map(({ name }) => name));
    expect(records.find(({ record }) => record === 'note')).toMatchObject({
      contentClass: 'server_readable',
      encrypted: ['body'],
      staffWithARoute: staffWith(note, areas),
    });
    expect(classes.flatMap(({ covers }) => covers).sort()).toEqual(entities.map(({ name }) => name).sort());
    expect(about.notClaimed.join(' ')).toContain('No certification of our own');
  });
});
