import { describe, expect, it } from 'vitest';
import { canonical } from '#/domain/canonical.ts';
import { certificateOf, type ErasureFacts } from '#/domain/erasure/certificate.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import { givenSigner } from '#/test/support/signed.ts';

const at = Date.parse('2026-11-21T10:00:00Z');
const facts: ErasureFacts = {
  instance: 'eu',
  requestId: 'eu.request_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
  reference: 'r'.repeat(43),
  basis: 'account',
  issuedAt: at + 2_000,
  effectiveAt: at,
  readBackAt: at + 1_000,
  keys: ['key#coaching|b', 'key#account|a'],
  survey: {
    goes: { directory: { person: 1 }, coaching: { session: 1, note: 3 } },
    objects: { recordings: 2 },
    stays: { consent_entry: { count: 2, why: 'It proves what was allowed.', until: at + 86_400_000 } },
    held: {},
  },
  accounts: ['clients'],
  recipients: [],
  retaining: [],
};

describe('MI14: the certificate of an erasure', () => {
  it('is the same whatever order its facts come in', () => {
    const { goes } = facts.survey;
    const turned = {
      ...facts,
      keys: facts.keys.toReversed(),
      survey: { ...facts.survey, goes: { coaching: { note: 3, session: 1 }, directory: goes.directory ?? {} } },
    };
    expect(canonical(certificateOf(turned))).toBe(canonical(certificateOf(facts)));
  });

  it('C7: says from which days no copy holds the keys, and none the records', () => {
    expect(certificateOf(facts)).toMatchObject({
      copiesLapse: { keys: '2026-12-26T10:00:00.000Z', records: '2026-12-26T10:00:01.000Z' },
    });
  });

  it('says what a hold keeps only where there is one that may be told', () => {
    expect(certificateOf(facts).retained).toEqual([]);
    const held = { ...facts.survey, held: { note: 3 } };
    const retaining = [{ holdId: 'eu.hold_1', reason: 'litigation', reviewAt: '2027-06-30' }];
    expect(certificateOf({ ...facts, survey: held, retaining }).retained).toEqual([
      {
        records: [{ entity: 'note', count: 3 }],
        why: expect.stringMatching(/^A legal hold\./),
        holds: retaining,
        until: expect.stringMatching(/two people/),
      },
    ]);
  });

  it('MO11: is checked offline, and any other count is found', () => {
    const signer = givenSigner();
    const file = signer.file(certificateOf(facts));
    expect(documentFaults(file, signer.checks)).toEqual([]);
    const [fault] = documentFaults(file.replace('"count":3', '"count":2'), signer.checks);
    expect(fault).toMatch(/signature is not over this document/);
  });
});
