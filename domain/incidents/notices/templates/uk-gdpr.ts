import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const ukGdprNotices: NoticeSet = {
  regime: 'uk-gdpr',
  authority: {
    title: 'Notification of a personal data breach',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'UK GDPR Art. 33(3)(a)'],
      ['cause', 'ours'],
      ['period', 'ours'],
      ['awareness', 'UK GDPR Art. 33(1)'],
      ['kinds-of-people', 'UK GDPR Art. 33(3)(a)'],
      ['number-of-people', 'UK GDPR Art. 33(3)(a)'],
      ['kinds-of-data', 'UK GDPR Art. 33(3)(a)'],
      ['number-of-records', 'UK GDPR Art. 33(3)(a)'],
      ['contact', 'UK GDPR Art. 33(3)(b)'],
      ['consequences', 'UK GDPR Art. 33(3)(c)'],
      ['measures', 'UK GDPR Art. 33(3)(d)'],
      ['planned', 'UK GDPR Art. 33(3)(d)'],
      ['people-told', 'ours'],
      ['delay', 'UK GDPR Art. 33(1)'],
    ],
  },
  people: {
    title: 'A breach of your personal data',
    evidence: 'recall',
    parts: [
      ['nature', 'UK GDPR Art. 34(2)'],
      ['awareness', 'ours'],
      ['kinds-of-data', 'ours'],
      ['contact', 'UK GDPR Art. 34(2), 33(3)(b)'],
      ['consequences', 'UK GDPR Art. 34(2), 33(3)(c)'],
      ['measures', 'UK GDPR Art. 34(2), 33(3)(d)'],
      ['planned', 'UK GDPR Art. 34(2), 33(3)(d)'],
      ['advice', 'UK GDPR Art. 34(2), 33(3)(d)'],
      ['reference', 'ours'],
    ],
  },
};
