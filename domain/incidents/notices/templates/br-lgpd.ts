import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const brLgpdNotices: NoticeSet = {
  regime: 'br-lgpd',
  authority: {
    title: 'Communication of a security incident',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'Res. CD/ANPD 15/2024 Art. 6'],
      ['contact', 'Res. CD/ANPD 15/2024 Art. 6'],
      ['kinds-of-data', 'LGPD Art. 48(1)(I)'],
      ['kinds-of-people', 'LGPD Art. 48(1)(II)'],
      ['number-of-people', 'Res. CD/ANPD 15/2024 Art. 6'],
      ['safeguards', 'LGPD Art. 48(1)(III)'],
      ['consequences', 'LGPD Art. 48(1)(IV)'],
      ['delay', 'LGPD Art. 48(1)(V)'],
      ['measures', 'LGPD Art. 48(1)(VI)'],
      ['planned', 'LGPD Art. 48(1)(VI)'],
      ['nature', 'Res. CD/ANPD 15/2024 Art. 6'],
      ['period', 'Res. CD/ANPD 15/2024 Art. 6'],
      ['awareness', 'Res. CD/ANPD 15/2024 Art. 6'],
      ['people-told', 'Res. CD/ANPD 15/2024 Art. 9'],
    ],
  },
  people: {
    title: 'Notice of a security incident',
    evidence: 'recall',
    parts: [
      ['kinds-of-data', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['nature', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['safeguards', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['consequences', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['measures', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['advice', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['awareness', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['contact', 'Res. CD/ANPD 15/2024 Art. 9'],
      ['reference', 'ours'],
    ],
  },
};
