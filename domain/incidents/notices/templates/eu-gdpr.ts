import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const euGdprNotices: NoticeSet = {
  regime: 'eu-gdpr',
  authority: {
    title: 'Notification of a personal data breach',
    evidence: 'checked',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'GDPR Art. 33(3)(a)'],
      ['cause', 'ours'],
      ['period', 'ours'],
      ['awareness', 'GDPR Art. 33(1)'],
      ['kinds-of-people', 'GDPR Art. 33(3)(a)'],
      ['number-of-people', 'GDPR Art. 33(3)(a)'],
      ['kinds-of-data', 'GDPR Art. 33(3)(a)'],
      ['number-of-records', 'GDPR Art. 33(3)(a)'],
      ['contact', 'GDPR Art. 33(3)(b)'],
      ['consequences', 'GDPR Art. 33(3)(c)'],
      ['measures', 'GDPR Art. 33(3)(d)'],
      ['planned', 'GDPR Art. 33(3)(d)'],
      ['people-told', 'ours'],
      ['delay', 'GDPR Art. 33(1)'],
    ],
  },
  people: {
    title: 'A breach of your personal data',
    evidence: 'checked',
    parts: [
      ['nature', 'GDPR Art. 34(2)'],
      ['awareness', 'ours'],
      ['kinds-of-data', 'ours'],
      ['contact', 'GDPR Art. 34(2), 33(3)(b)'],
      ['consequences', 'GDPR Art. 34(2), 33(3)(c)'],
      ['measures', 'GDPR Art. 34(2), 33(3)(d)'],
      ['planned', 'GDPR Art. 34(2), 33(3)(d)'],
      ['advice', 'GDPR Art. 34(2), 33(3)(d)'],
      ['reference', 'ours'],
    ],
  },
};
