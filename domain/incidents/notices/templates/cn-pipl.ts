import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const cnPiplNotices: NoticeSet = {
  regime: 'cn-pipl',
  authority: {
    title: 'Notification of a leak of personal information',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['kinds-of-data', 'PIPL Art. 57(1)'],
      ['cause', 'PIPL Art. 57(1)'],
      ['consequences', 'PIPL Art. 57(1)'],
      ['nature', 'ours'],
      ['measures', 'PIPL Art. 57(2)'],
      ['advice', 'PIPL Art. 57(2)'],
      ['contact', 'PIPL Art. 57(3)'],
      ['delay', 'ours'],
    ],
  },
  csirt: {
    title: 'Report of a cybersecurity incident',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'Measures on National Cybersecurity Incident Reporting'],
      ['period', 'Measures on National Cybersecurity Incident Reporting'],
      ['consequences', 'Measures on National Cybersecurity Incident Reporting'],
      ['measures', 'Measures on National Cybersecurity Incident Reporting'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notification of a leak of your personal information',
    evidence: 'recall',
    parts: [
      ['kinds-of-data', 'PIPL Art. 57(1)'],
      ['cause', 'PIPL Art. 57(1)'],
      ['consequences', 'PIPL Art. 57(1)'],
      ['measures', 'PIPL Art. 57(2)'],
      ['advice', 'PIPL Art. 57(2)'],
      ['contact', 'PIPL Art. 57(3)'],
      ['reference', 'ours'],
    ],
  },
};
