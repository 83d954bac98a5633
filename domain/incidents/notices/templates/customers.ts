import type { NoticeTemplate } from '#/domain/incidents/notices/template.ts';

/** For the organisations whose people are concerned, as far as we work for them (GDPR Art. 33(2), 45 CFR 164.410). */
export const customersNotice: NoticeTemplate = {
  title: 'Notice of a personal data breach',
  evidence: 'checked',
  parts: [
    ['reference', 'ours'],
    ['nature', 'GDPR Art. 33(2)'],
    ['awareness', 'GDPR Art. 33(2)'],
    ['period', 'ours'],
    ['kinds-of-data', '45 CFR 164.410(c)'],
    ['measures', 'ours'],
    ['planned', 'ours'],
    ['contact', 'ours'],
  ],
};
