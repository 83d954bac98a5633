import type { Regime } from './regime.ts';
import { brLgpd } from './regimes/br-lgpd.ts';
import { caPipeda } from './regimes/ca-pipeda.ts';
import { caQcLaw25 } from './regimes/ca-qc-law25.ts';
import { cnPipl } from './regimes/cn-pipl.ts';
import { euGdpr } from './regimes/eu-gdpr.ts';
import { inDpdp } from './regimes/in-dpdp.ts';
import { ukGdpr } from './regimes/uk-gdpr.ts';
import { usCaCcpa } from './regimes/us-ca-ccpa.ts';
import { usCo } from './regimes/us-co.ts';
import { usCoppa } from './regimes/us-coppa.ts';
import { usFedOverlay } from './regimes/us-fed-overlay.ts';
import { usFtcHbnr } from './regimes/us-ftc-hbnr.ts';
import { usHipaa } from './regimes/us-hipaa.ts';
import { usNy } from './regimes/us-ny.ts';
import { usTx } from './regimes/us-tx.ts';
import { usUoomStates } from './regimes/us-uoom-states.ts';
import { usWaMhmda } from './regimes/us-wa-mhmda.ts';
import { zaPopia } from './regimes/za-popia.ts';

/** Every regime we know. Their order also settles ties: of two rules that ask the same, the first is cited. */
export const regimes: readonly Regime[] = [
  euGdpr,
  ukGdpr,
  usCaCcpa,
  usNy,
  usCo,
  usTx,
  usUoomStates,
  usWaMhmda,
  usFtcHbnr,
  usFedOverlay,
  usHipaa,
  usCoppa,
  caPipeda,
  caQcLaw25,
  brLgpd,
  zaPopia,
  cnPipl,
  inDpdp,
];
