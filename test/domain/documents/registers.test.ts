import { describe, expect, it } from 'vitest';
import { bucketNames } from '#/domain/data-map/buckets.ts';
import { type Holder, holders } from '#/domain/data-map/holders.ts';
import { entities } from '#/domain/data-map/map.ts';
import { purposeNames, purposes } from '#/domain/data-map/purposes.ts';
import { describe as inWords } from '#/domain/data-map/retention.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { dataFlow } from '#/domain/documents/data-flow.ts';
import { flowMap } from '#/domain/documents/flows.ts';
import { jurisdictions } from '#/domain/documents/jurisdictions.ts';
import { recordOfProcessing } from '#/domain/documents/record-of-processing.ts';
import { retentionSchedule } from '#/domain/documents/retention-schedule.ts';
import { reviewsDue } from '#/domain/documents/reviews-due.ts';
import { heldBy, subProcessors } from '#/domain/documents/sub-processors.ts';
import { transfers } from '#/domain/documents/transfers.ts';
import { activities } from '#/domain/governance/activities.ts';
import { adequateCountries } from '#/domain/governance/adequacy.ts';
import { controlList } from '#/domain/governance/controls.ts';
import { processors } from '#/domain/governance/processors.ts';
import { jurisdictionMatrix } from '#/domain/jurisdictions/matrix.ts';
import { regimes } from '#/domain/jurisdictions/regimes.ts';
import { instances } from '#/lib/instances.ts';
import { givenFacts, rowsIn, textOf } from './given-documents.ts';

const titled = (name: string): string => name.replaceAll('_', ' ');
const holderNames = Object.keys(holders).map(titled);

describe('GO4: the record of processing activities', () => {
  const record = recordOfProcessing(givenFacts());
  const rows = new Map(rowsIn(record).map(([name, ...rest]) => [name, rest]));

  it.each(purposeNames)('has the activity %s with role, basis, people, data, recipients and transfers', (purpose) => {
    const at = record.blocks.findIndex((block) => block.kind === 'heading' && block.text === purposes[purpose].title);
    const [, says, list] = record.blocks.slice(at);
    expect(says).toMatchObject({ text: purposes[purpose].says });
    const items = list?.kind === 'list' ? list.items : [];
    expect(items).toContain(`Our role: ${activities[purpose].role}. ${activities[purpose].because}`);
    for (const name of ['Lawful basis', 'People', 'Categories of data', 'Recipients', 'Transfers']) {
      expect(items.find((item) => item.startsWith(`${name}: `))?.length).toBeGreaterThan(name.length + 6);
    }
  });

  it('has every record with how long it is kept, in the words of the map', () => {
    for (const { name, retention } of entities) expect(rows.get(titled(name))).toContain(inWords(retention));
  });

  it('has every holder and every bucket', () => {
    for (const name of [...holderNames, ...bucketNames.map(titled)]) expect(rows.has(name), name).toBe(true);
  });

  it('has the measures, and who answers', () => {
    for (const { says } of controlList) expect(textOf(record)).toContain(says);
    expect(textOf(record)).toContain(instances.eu.controllerAddress);
  });
});

describe('GO7 MI4: the retention schedule', () => {
  const rows = new Map(rowsIn(retentionSchedule()).map(([name, ...rest]) => [name, rest]));

  it('has every record with its period, whether it can be held, and what erasing does', () => {
    for (const { name, retention, onErasure } of entities) {
      const row = rows.get(titled(name)) ?? [];
      expect(row.slice(2, 4)).toEqual([inWords(retention), retention.holdable ? 'yes' : 'no']);
      expect(row[4]).toBe(onErasure === 'delete' ? 'deleted' : `stays: ${onErasure.stays}`);
    }
  });

  it('has every holder with its days', () => {
    for (const [name, { keepDays }] of Object.entries<Holder>(holders)) {
      const kept = rows.get(titled(name))?.[1] ?? '';
      if (keepDays) expect(kept).toMatch(new RegExp(`^${keepDays} days?\\b`));
      else expect(kept).not.toMatch(/\d/);
    }
  });

  it('BA6: says how a restore respects erasures, and when copies lapse', () => {
    const text = textOf(retentionSchedule());
    expect(text).toContain('replayed before a restored table serves');
    expect(text).toContain(`tables after ${holders.backups.keepDays} days`);
  });
});

describe('VE2: the register of sub-processors', () => {
  it.each(['eu', 'na'] as const)('of %s names the contracting party, the places and the agreement', (id) => {
    const text = textOf(subProcessors(givenFacts(id)));
    const { contract, agreement, assessment } = processors.aws;
    expect(text).toContain(contract[instances[id].jurisdiction].legalName);
    for (const part of [instances[id].region, agreement, assessment.until]) expect(text).toContain(part);
  });

  it('says until when one can object', () => {
    expect(rowsIn(subProcessors(givenFacts())).at(-1)).toEqual([
      expect.any(String),
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      expect.any(String),
    ]);
  });

  it('RE4: has a service for every table and every holder', () => {
    const { services } = processors.aws;
    const held = services.flatMap(({ resources }) => heldBy(resources));
    expect(held.toSorted()).toEqual([...storeNames.map((name) => `table ${name}`), ...holderNames].sort());
  });
});

describe('GO5 RE4 RE5: where data is, and transfers', () => {
  it('has every table and holder with kinds of data, countries and processor', () => {
    const rows = new Map(rowsIn(transfers(givenFacts())).map(([name, ...rest]) => [name, rest]));
    for (const name of [...storeNames.map((store) => `table ${store}`), ...holderNames]) {
      expect(rows.get(name)?.[1], name).toMatch(/^DE(, IE)?$/);
    }
    expect(rows.get('backups')?.[1]).toBe('DE, IE');
  });

  it('lists the countries found adequate, each with its decision', () => {
    const rows = new Map(rowsIn(transfers(givenFacts())).map(([name, ...rest]) => [name, rest]));
    for (const [country, { decision, from }] of Object.entries(adequateCountries)) {
      expect(rows.get(country)?.slice(0, 2)).toEqual([decision, from]);
    }
  });

  it('says which mechanisms are refused', () => {
    const rows = new Map(rowsIn(transfers(givenFacts())).map((row) => [row[0], row.at(-1)]));
    expect(rows.get('privacy shield')).toContain('refused');
    expect(rows.get('eu safe harbor')).toContain('refused');
    expect(rows.get('scc')).toBe('taken');
  });
});

describe('RE4: the data-flow diagram', () => {
  const facts = givenFacts();
  const { groups, flows } = flowMap(facts);
  const ids = groups.flatMap(({ id, nodes }) => [id, ...nodes.map((node) => node.id)]);

  it('has ids that are unique, and flows between them only', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to } of flows) expect(ids).toEqual(expect.arrayContaining([from, to]));
  });

  it('has every function with exactly the tables and buckets of its contract', () => {
    for (const { name, stores, buckets = {} } of facts.areas) {
      const from = `function_${name.replaceAll('-', '_')}`;
      const reached = flows
        .filter((flow) => flow.from === from && /^(table|bucket)_/.test(flow.to))
        .map(({ to }) => to);
      const contracted = [
        ...Object.keys(stores).map((store) => `table_${store}`),
        ...Object.keys(buckets).map((bucket) => `bucket_${bucket}`),
      ];
      expect(reached.sort()).toEqual(contracted.sort());
    }
  });

  it('has every table, bucket and holder, and the second region', () => {
    for (const name of [...storeNames.map((each) => `table_${each}`), ...bucketNames.map((each) => `bucket_${each}`)])
      expect(ids).toContain(name);
    const labels = groups.flatMap(({ nodes }) => nodes.map(({ label }) => label));
    for (const name of holderNames) expect(labels).toContain(name);
    expect(textOf(dataFlow(facts))).toContain('Second region, Dublin, Ireland');
  });
});

describe('GO6: the jurisdiction matrix', () => {
  it('has every rule of every regime with its place in the law', () => {
    const rows = rowsIn(jurisdictions());
    for (const { regime, value, citation } of jurisdictionMatrix()) {
      expect(rows.some((row) => row[0]?.startsWith(regime) && row[1] === value && row[3] === citation)).toBe(true);
    }
    for (const { id, asOf } of regimes) expect(rows).toContainEqual([id, expect.any(String), asOf]);
  });
});

describe('GO11 VE3: what has to be looked at again', () => {
  it('is nothing while all was read within a year, and everything named after it', () => {
    expect(reviewsDue(Date.parse('2026-11-22T00:00:00Z'))).toEqual([]);
    const due = reviewsDue(Date.parse('2027-11-22T00:00:00Z'));
    expect(due).toHaveLength(regimes.length + 1);
    expect(due.at(-1)).toBe('The assessment VA-2026-01 of Amazon Web Services ended on 2027-11-21: renew it.');
  });
});
