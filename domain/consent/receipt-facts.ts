import { type Category, isSpecial } from '#/domain/data-map/categories.ts';
import type { consentEntry } from '#/domain/data-map/entities/consent.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { type ConsentPurpose, needsConsent } from '#/domain/data-map/purposes.ts';
import type { ConsentState, NoticeLocale } from './choices.ts';
import type { Notice } from './notices.ts';

/** Who answers for the data: the operator of the instance. */
export type Controller = {
  readonly instance: string;
  readonly jurisdiction: 'EU' | 'NA';
  /** The AWS region where the data lives. */
  readonly region: string;
  /** The instance's public URL, without a slash at its end. */
  readonly door: string;
  /** Legal name. */
  readonly controllerName: string;
  /** Postal address, in one line. */
  readonly controllerAddress: string;
  /** Where to reach the privacy office, such as `mailto:privacy@example.com`. */
  readonly privacyContact: string;
};

/** An entry of the ledger as the data map declares it, with the ids that place it. */
export type LedgerValues = ValuesOf<typeof consentEntry> & { readonly personId: string; readonly sequence: number };

/** An entry about a consent; the others are about objections, which need no notice. */
export type ConsentEntry = LedgerValues & {
  readonly purpose: ConsentPurpose;
  readonly state: ConsentState;
  readonly noticeId: string;
  readonly fingerprint: string;
  readonly locale: NoticeLocale;
};
export const isConsentEntry = (entry: LedgerValues): entry is ConsentEntry =>
  needsConsent(entry.purpose) && entry.noticeId !== undefined;

/** Whether it was decided by us: by a rule, or by whoever reviewed it. */
export const isOurs = ({ capacity }: Pick<LedgerValues, 'capacity'>): boolean =>
  capacity === 'service' || capacity === 'reviewer';

/** All that a receipt is made from. */
export type ReceiptFacts = {
  readonly entry: ConsentEntry;
  /** The notice that the entry cites, in the language that it was shown in. */
  readonly notice: Notice;
  readonly controller: Controller;
  /** Names of those outside who get data for the purpose; empty when nobody does. */
  readonly recipients: readonly string[];
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
};

/** What people can ask of us about the data of a purpose, with the article of the GDPR and where it is asked. */
export const rights = [
  { title: 'Withdraw the consent', gdpr: 'A7-3', path: '/v1/me/consents' },
  { title: 'Get a copy of the data', gdpr: 'A15', path: '/v1/me/requests' },
  { title: 'Have the data corrected', gdpr: 'A16', path: '/v1/me/requests' },
  { title: 'Have the data erased', gdpr: 'A17', path: '/v1/me/requests' },
  { title: 'Have the use of the data restricted', gdpr: 'A18', path: '/v1/me/requests' },
  { title: 'Take the data elsewhere', gdpr: 'A20', path: '/v1/me/requests' },
  { title: 'Object to a use of the data', gdpr: 'A21', path: '/v1/me/requests' },
] as const;

export const noticeUrl = ({ controller, notice }: ReceiptFacts): string =>
  `${controller.door}/v1/notices/${notice.noticeId}?locale=${notice.locale}`;

export const withdrawalUrl = ({ controller }: ReceiptFacts): string => `${controller.door}/v1/me/consents`;

export type DataItem = {
  readonly name: string;
  readonly fields: readonly string[];
  readonly categories: readonly Category[];
  readonly isSpecial: boolean;
  readonly kept: string;
  /** `new`: collected for this purpose; `existing`: collected for another, and used for this one as well. */
  readonly collection: 'new' | 'existing';
};

/** The personal data that the purpose takes, as the notice told it. */
export function dataItems({ collected, used }: Notice['material']): DataItem[] {
  const itemsOf = (items: typeof collected, collection: DataItem['collection']) =>
    items
      .filter(({ fields }) => fields.length > 0)
      .map(({ entity, fields, categories, kept }) => ({
        name: entity,
        fields,
        categories,
        isSpecial: categories.some(isSpecial),
        kept,
        collection,
      }));
  return [...itemsOf(collected, 'new'), ...itemsOf(used, 'existing')];
}

/** How long what the entry says is valid: until a moment, or until something happens. */
export const validityOf = ({ state, expiresAt }: ConsentEntry): { until: string } | { untilEvent: string } =>
  state === 'given' && expiresAt !== undefined
    ? { until: new Date(expiresAt).toISOString() }
    : { untilEvent: state === 'given' ? 'the consent is withdrawn' : 'the person chooses anew' };
