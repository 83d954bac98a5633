import type { RegimeId } from '#/domain/jurisdictions/regime.ts';
import type { NoticeAudience, NoticeSet, NoticeTemplate } from './template.ts';
import { brLgpdNotices } from './templates/br-lgpd.ts';
import { caPipedaNotices } from './templates/ca-pipeda.ts';
import { caQcLaw25Notices } from './templates/ca-qc-law25.ts';
import { cnPiplNotices } from './templates/cn-pipl.ts';
import { customersNotice } from './templates/customers.ts';
import { euGdprNotices } from './templates/eu-gdpr.ts';
import { inDpdpNotices } from './templates/in-dpdp.ts';
import { ukGdprNotices } from './templates/uk-gdpr.ts';
import { usCaCcpaNotices } from './templates/us-ca-ccpa.ts';
import { usCoNotices } from './templates/us-co.ts';
import { usFtcHbnrNotices } from './templates/us-ftc-hbnr.ts';
import { usHipaaNotices } from './templates/us-hipaa.ts';
import { usNyNotices } from './templates/us-ny.ts';
import { usTxNotices } from './templates/us-tx.ts';
import { zaPopiaNotices } from './templates/za-popia.ts';

/** The notices of every law that wants somebody told of a breach. */
export const noticeSets: readonly NoticeSet[] = [
  euGdprNotices,
  ukGdprNotices,
  usCaCcpaNotices,
  usNyNotices,
  usCoNotices,
  usTxNotices,
  usHipaaNotices,
  usFtcHbnrNotices,
  caPipedaNotices,
  caQcLaw25Notices,
  brLgpdNotices,
  zaPopiaNotices,
  cnPiplNotices,
  inDpdpNotices,
];

/** The template of a law for an audience; undefined where that law tells it nothing. Customers hear the same under every law. */
export const templateOf = (regime: RegimeId, audience: NoticeAudience): NoticeTemplate | undefined =>
  audience === 'customers' ? customersNotice : noticeSets.find((set) => set.regime === regime)?.[audience];
