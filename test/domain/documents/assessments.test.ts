import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entities } from '#/domain/data-map/map.ts';
import { purposeNames, purposes } from '#/domain/data-map/purposes.ts';
import { contentAccess } from '#/domain/documents/content-access.ts';
import { documentsOf } from '#/domain/documents/documents.ts';
import { criteriaOf, impactAssessment, needsAssessment } from '#/domain/documents/impact-assessment.ts';
import { legitimateInterests } from '#/domain/documents/legitimate-interests.ts';
import { operatorTerms } from '#/domain/documents/operator-terms.ts';
import { trust } from '#/domain/documents/trust.ts';
import { controlList } from '#/domain/governance/controls.ts';
import { notClaimed } from '#/domain/governance/not-claimed.ts';
import { openPoints, risks } from '#/domain/governance/risks.ts';
import { givenFacts, rowsIn, textOf } from './given-documents.ts';

const facts = givenFacts();

describe('GO2: the impact assessment', () => {
  const document = impactAssessment(facts);

  it.each(purposeNames)('says of %s which criteria it meets and whether an assessment is due', (purpose) => {
    const row = rowsIn(document).find(([title]) => title === purposes[purpose].title);
    expect(row?.[2]).toBe(criteriaOf(purpose).length >= 2 ? 'due' : 'not due by these criteria');
  });

  it('is due where coaching content is kept, used, recorded, summarised or profiled', () => {
    const due = purposeNames.filter(needsAssessment);
    expect(due).toEqual(
      expect.arrayContaining(['coaching', 'session_recording', 'ai_insights', 'integration_sharing', 'profiling']),
    );
    expect(due).not.toContain('account');
  });

  it('states every risk with measures and what remains, and what people still have to settle', () => {
    for (const { risk, measures, remains } of risks) {
      const row = rowsIn(document).find(([first]) => first === risk) ?? [];
      expect(row[4]?.split(', ')).toHaveLength(measures.length);
      expect(row[5]).toBe(remains);
    }
    for (const point of openPoints) expect(textOf(document)).toContain(point);
  });
});

describe('GO3 CO20: the legitimate-interest assessments', () => {
  it('are one for each purpose on that ground, with all three parts', () => {
    const assessed = Object.values(purposes).flatMap((purpose) =>
      'assessment' in purpose ? [`legitimate-interest-${purpose.assessment.toLowerCase()}`] : [],
    );
    const documents = legitimateInterests();
    expect(documents.map(({ name }) => name)).toEqual(assessed);
    for (const document of documents) {
      const headings = document.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
      expect(headings).toEqual([
        'The interest',
        'Is it necessary?',
        'The balance',
        'Safeguards',
        'Objection',
        'Decision',
      ]);
    }
  });
});

describe('EN18 GO9: what staff can read', () => {
  const { classes, records } = contentAccess(facts.areas);

  it('covers every record, by the protection of its fields', () => {
    expect(records.map(({ record }) => record)).toEqual(entities.map(({ name }) => name));
    for (const { record, encrypted, readableInTheTable } of records) {
      const fields = Object.entries(entities.find(({ name }) => name === record)?.fields ?? {});
      const sealed = fields.filter(([, { protection }]) => protection === 'sealed').map(([name]) => name);
      expect(encrypted).toEqual(sealed);
      expect([...encrypted, ...readableInTheTable].sort()).toEqual(fields.map(([name]) => name).sort());
    }
  });

  it('claims end-to-end encryption of nothing', () => {
    expect(classes.find(({ contentClass }) => contentClass === 'end_to_end')?.covers).toEqual([]);
    for (const { contentClass } of records) expect(['server_readable', 'identifiers_only']).toContain(contentClass);
    expect(notClaimed.join(' ')).toContain('No end-to-end encryption');
    expect(classes.map(({ contentClass }) => contentClass)).toHaveLength(3);
  });

  it('is what terms and trust page say', () => {
    for (const document of [operatorTerms(facts), trust(facts)]) {
      for (const { operatorCanRead, operatorCannotRead } of classes) {
        expect(textOf(document)).toContain(operatorCanRead);
        expect(textOf(document)).toContain(operatorCannotRead);
      }
      for (const sentence of notClaimed) expect(textOf(document)).toContain(sentence);
    }
  });
});

describe('TR11: the trust page', () => {
  it('names for every claim the code that keeps it, and that code is there', () => {
    const rows = new Map(rowsIn(trust(facts)).map(([title, ...rest]) => [title, rest]));
    for (const { title, says, enforcedBy } of controlList) {
      expect(rows.get(title)).toEqual([says, enforcedBy.join(', ')]);
      for (const path of enforcedBy) expect(existsSync(path), path).toBe(true);
    }
  });

  it('claims no certificate, no service level and no erasure of backups at once', () => {
    const said = notClaimed.join('\n');
    for (const claim of ['No certification', 'No service level', 'No erasure of backups at once'])
      expect(said).toContain(claim);
    const promised = controlList.map(({ says }) => says).join('\n');
    expect(promised).not.toMatch(/certifi|complian|guarantee|end-to-end|100 ?%|99/i);
  });
});

describe('all documents together', () => {
  it('have names of their own, a version and a day', () => {
    const documents = documentsOf(facts);
    expect(new Set(documents.map(({ name }) => name)).size).toBe(documents.length);
    for (const { name, version, date } of documents) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(version).not.toBe('');
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  it('have tables whose rows are as long as their heads, and no hole in a sentence', () => {
    for (const document of documentsOf(facts)) {
      for (const block of document.blocks) {
        if (block.kind === 'table') for (const row of block.rows) expect(row).toHaveLength(block.head.length);
      }
      expect(textOf(document)).not.toMatch(/undefined|NaN|\[object|: \./);
    }
  });

  it('TR10: sell nothing', () => {
    // What the laws say of sales is another matter.
    const ours = documentsOf(facts).filter(({ name }) => name !== 'jurisdictions');
    for (const document of ours) expect(textOf(document)).not.toMatch(/\bwe sell\b|for sale/i);
  });
});
