import { noticeOf } from '#/domain/consent/notices.ts';
import { commercialPurposes } from '#/domain/data-map/purposes.ts';
import { type Chooser, type ConsentRecord, choiceOf, type Decision } from './consents.ts';

/** What turns everything commercial off: what is given is withdrawn, and all else is refused. */
export const turnedOff = (state: ConsentRecord | undefined, by: Chooser): Decision[] =>
  commercialPurposes.map((purpose) => ({
    purpose,
    state: choiceOf(state, purpose)?.state === 'given' ? 'withdrawn' : 'refused',
    scopes: [],
    notice: noticeOf(purpose),
    by,
  }));
