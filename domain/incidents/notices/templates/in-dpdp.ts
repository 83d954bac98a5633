import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const inDpdpNotices: NoticeSet = {
  regime: 'in-dpdp',
  authority: {
    title: 'Intimation of a personal data breach',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'DPDP Rules r.7(2)(a)'],
      ['number-of-people', 'DPDP Rules r.7(2)(a)'],
      ['period', 'DPDP Rules r.7(2)(a)'],
      ['place', 'DPDP Rules r.7(2)(a)'],
      ['consequences', 'DPDP Rules r.7(2)(a)'],
      ['cause', 'DPDP Rules r.7(2)(b)'],
      ['measures', 'DPDP Rules r.7(2)(b)'],
      ['perpetrator', 'DPDP Rules r.7(2)(b)'],
      ['planned', 'DPDP Rules r.7(2)(b)'],
      ['people-told', 'DPDP Rules r.7(2)(b)'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  csirt: {
    title: 'Incident report to CERT-In',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'CERT-In Directions 28 Apr 2022'],
      ['period', 'CERT-In Directions 28 Apr 2022'],
      ['awareness', 'CERT-In Directions 28 Apr 2022'],
      ['measures', 'CERT-In Directions 28 Apr 2022'],
      ['contact', 'CERT-In Directions 28 Apr 2022'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a personal data breach',
    evidence: 'recall',
    parts: [
      ['nature', 'DPDP Rules r.7(1)(a)'],
      ['period', 'DPDP Rules r.7(1)(a)'],
      ['kinds-of-data', 'DPDP Rules r.7(1)(a)'],
      ['consequences', 'DPDP Rules r.7(1)(b)'],
      ['measures', 'DPDP Rules r.7(1)(c)'],
      ['advice', 'DPDP Rules r.7(1)(d)'],
      ['contact', 'DPDP Rules r.7(1)(e)'],
      ['reference', 'ours'],
    ],
  },
};
