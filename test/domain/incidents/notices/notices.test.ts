import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ElementId, elements, placesOf } from '#/domain/incidents/notices/elements.ts';
import type { NoticeCase } from '#/domain/incidents/notices/facts.ts';
import { fillNotice } from '#/domain/incidents/notices/fill.ts';
import { type NoticeTemplate, noticeAudiences } from '#/domain/incidents/notices/template.ts';
import { noticeSets, templateOf } from '#/domain/incidents/notices/templates.ts';
import { regimes } from '#/domain/jurisdictions/regimes.ts';
import { awareAt, hour, incidentId } from '#/test/support/cases.ts';

const whole: NoticeCase = {
  incidentId,
  phase: 'initial',
  controller: {
    controllerName: 'CoachVault Example GmbH',
    controllerAddress: 'Beispielweg 4, 60311 Frankfurt, Germany',
    privacyContact: 'mailto:privacy@coachvault.example',
    region: 'eu-central-1',
  },
  nature: ['confidentiality'],
  awareAt,
  occurred: { from: awareAt - 5 * hour, to: awareAt },
  cause: 'stolen-credential',
  scope: { people: 12, residents: 7, records: 340, categories: ['coaching_content'], roles: ['client'] },
  actions: ['close-sessions'],
  planned: ['investigate'],
  consequences: ['content-known'],
  advice: ['beware-of-messages'],
  agencies: ['ftc', 'credit-bureaus', 'ny-agencies'],
  delay: 'scope-took-time',
  peopleTold: 'will-be-told',
  police: 'told',
  perpetrator: 'unknown',
};
const early: NoticeCase = {
  ...whole,
  scope: undefined,
  cause: undefined,
  occurred: undefined,
  consequences: undefined,
};
const template = (regime: Parameters<typeof templateOf>[0], audience: Parameters<typeof templateOf>[1]) =>
  templateOf(regime, audience) as NoticeTemplate;
const elementsIn = ({ parts }: NoticeTemplate): ElementId[] => parts.map(([element]) => element);

/** What the laws list, clause by clause: written here once more, so that a template that loses one is found. */
const checklist: readonly (readonly [Parameters<typeof templateOf>[0], 'authority' | 'people', string, ElementId[]])[] =
  [
    [
      'eu-gdpr',
      'authority',
      '33(3)(a)',
      ['nature', 'kinds-of-people', 'number-of-people', 'kinds-of-data', 'number-of-records'],
    ],
    ['eu-gdpr', 'authority', '33(3)(b)', ['contact']],
    ['eu-gdpr', 'authority', '33(3)(c)', ['consequences']],
    ['eu-gdpr', 'authority', '33(3)(d)', ['measures', 'planned']],
    ['eu-gdpr', 'authority', '33(1)', ['delay']],
    ['eu-gdpr', 'people', '34(2)', ['nature', 'contact', 'consequences', 'measures', 'planned']],
    [
      'uk-gdpr',
      'authority',
      '33(3)',
      [
        'nature',
        'kinds-of-people',
        'number-of-people',
        'kinds-of-data',
        'number-of-records',
        'contact',
        'consequences',
        'measures',
        'planned',
      ],
    ],
    ['uk-gdpr', 'people', '34(2)', ['nature', 'contact', 'consequences', 'measures']],
    [
      'us-hipaa',
      'people',
      '164.404(c)',
      ['nature', 'period', 'awareness', 'kinds-of-data', 'advice', 'measures', 'contact'],
    ],
    [
      'us-ca-ccpa',
      'people',
      '1798.82(d)',
      ['controller', 'nature', 'period', 'kinds-of-data', 'measures', 'advice', 'contact'],
    ],
    [
      'us-tx',
      'authority',
      '521.053(i)',
      ['nature', 'number-of-residents', 'people-told', 'measures', 'planned', 'police'],
    ],
    [
      'ca-pipeda',
      'authority',
      'SOR/2018-64',
      ['nature', 'period', 'kinds-of-data', 'number-of-people', 'measures', 'people-told', 'contact'],
    ],
    [
      'br-lgpd',
      'authority',
      '48(1)',
      ['kinds-of-data', 'kinds-of-people', 'safeguards', 'consequences', 'delay', 'measures'],
    ],
    ['za-popia', 'people', '22(5)', ['consequences', 'measures', 'advice', 'perpetrator']],
    ['cn-pipl', 'people', '57', ['kinds-of-data', 'cause', 'consequences', 'measures', 'advice', 'contact']],
    ['in-dpdp', 'people', 'r.7(1)', ['nature', 'period', 'consequences', 'measures', 'advice', 'contact']],
  ];

describe('IR5 IR13 GO8: templates of notices', () => {
  it.each(checklist)(
    '%s to %s: everything of %s is in it, with its place in the law',
    (regime, audience, citation, wanted) => {
      const { parts } = template(regime, audience);
      for (const element of wanted) {
        const part = parts.find(([one]) => one === element);
        expect(part?.[1], element).not.toBe('ours');
        expect(part, element).toBeDefined();
      }
      expect(parts.some(([, cited]) => cited.includes(citation.split('(')[0] ?? citation))).toBe(true);
    },
  );

  it('are there for every law and audience that a breach clock can run for', () => {
    for (const { id, rules } of regimes) {
      const wanted = [
        [rules.breachRegulatorDeadline, 'authority'],
        [rules.breachCsirtDeadline, 'csirt'],
        [rules.breachIndividualDeadline, 'people'],
      ] as const;
      for (const [rule, audience] of wanted)
        expect([id, audience, templateOf(id, audience) !== undefined]).toEqual([id, audience, rule !== undefined]);
      expect(templateOf(id, 'customers')).toBeDefined();
    }
  });

  it('stand in files of the names of their laws, and name no element twice', () => {
    const files = readdirSync(new URL('../../../../domain/incidents/notices/templates/', import.meta.url));
    expect(
      noticeSets
        .map(({ regime }) => `${regime}.ts`)
        .concat('customers.ts')
        .sort(),
    ).toEqual(files.sort());
    for (const { regime } of noticeSets)
      for (const audience of noticeAudiences) {
        const ids = elementsIn(templateOf(regime, audience) ?? { title: '', evidence: 'recall', parts: [] });
        expect(new Set(ids).size).toBe(ids.length);
      }
  });

  it('have a contact, and what a case can fill: a case that has everything leaves no place open', () => {
    for (const { regime } of noticeSets)
      for (const audience of noticeAudiences) {
        const one = templateOf(regime, audience);
        if (!one) continue;
        const { missing, following, blocks } = fillNotice(
          one,
          { ...whole, phase: 'final' },
          { audience, isLate: true },
        );
        expect([regime, audience, missing, following]).toEqual([regime, audience, [], []]);
        expect(JSON.stringify(blocks)).toContain('privacy@coachvault.example');
        expect(JSON.stringify(blocks)).not.toMatch(/[{]\w+[}]|undefined/);
      }
  });
});

describe('IR5: a notice of a case', () => {
  it('tells an authority what is known, and that the rest follows (GDPR Art. 33(4)); the final one lacks nothing', () => {
    const authority = { audience: 'authority', isLate: false } as const;
    const first = fillNotice(template('eu-gdpr', 'authority'), early, authority);
    expect(first.missing).toEqual([]);
    expect(first.following).toEqual(expect.arrayContaining(['number-of-people', 'consequences', 'cause']));
    expect(JSON.stringify(first.blocks)).toContain('It will follow');
    expect(JSON.stringify(first.blocks)).not.toContain('late');
    const final = fillNotice(template('eu-gdpr', 'authority'), { ...early, phase: 'final' }, authority);
    expect(final.missing).toEqual(expect.arrayContaining(['people', 'cause', 'consequences', 'categories']));
  });

  it('names what it lacks towards people, and when it is late demands the reason', () => {
    const people = fillNotice(
      template('eu-gdpr', 'people'),
      { ...early, advice: [] },
      { audience: 'people', isLate: false },
    );
    expect(people.missing).toEqual(['categories', 'consequences', 'advice']);
    const late = { ...whole, delay: undefined };
    const filled = fillNotice(template('eu-gdpr', 'authority'), late, { audience: 'authority', isLate: true });
    expect(filled.missing).toEqual(['delayReason']);
  });

  it('says counts and categories, and no place of it takes a text', () => {
    const { blocks } = fillNotice(template('eu-gdpr', 'authority'), whole, { audience: 'authority', isLate: false });
    const text = JSON.stringify(blocks);
    expect(text).toContain('Approximately 12.');
    expect(text).toContain('What is said in coaching');
    for (const element of Object.keys(elements) as ElementId[]) expect(placesOf(element).length).toBeGreaterThan(0);
  });
});
