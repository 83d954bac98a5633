import { checked, type Regime } from '#/domain/jurisdictions/regime.ts';

export const usUoomStates: Regime = {
  id: 'us-uoom-states',
  name: 'US states with a universal opt-out signal duty (map for GPC)',
  asOf: '2026-11-21',
  scope: {
    countries: ['US'],
    regions: [
      'US-CA',
      'US-CO',
      'US-CT',
      'US-DE',
      'US-MD',
      'US-MN',
      'US-MT',
      'US-NE',
      'US-NH',
      'US-NJ',
      'US-OR',
      'US-TX',
    ],
    act: { notSector: 'health' },
  },
  rules: {
    optOutSignal: checked(
      true,
      'CA Civ. 1798.135; CO 6-1-1313; CT 42-520(e); DE 12D-104; MD Com. Law 14-4705 ff.; MN 325M; MT 30-14-2801 ff.; NE 87-1101 ff.; NH 507-H; NJ 56:8-166; OR 646A.570 ff.; TX 541.055(e)',
      'Twelve states by 2026. Secondary lists disagree on start dates and on NE/NJ/MD; engine advice: honour GPC for everyone. Section numbers outside CA/CO/TX are pointers, not verified.',
      { confidence: 'medium' },
    ),
    minorProtectionAge: checked(
      18,
      'CT SB 1295 (eff. 1 Jul 2026); MD MODPA',
      'CT: no sale or targeted ads at 13-17 even with consent; MD: same under 18 (know or should know), sensitive data sale banned and only if strictly necessary.',
      { confidence: 'medium', only: { regions: ['US-CT', 'US-MD'] } },
    ),
    consentSensitive: checked(
      'opt_in',
      'Most state acts (CA/UT/IA opt-out)',
      'CT from 1 Jul 2026 reaches any controller of sensitive data regardless of volume.',
      { confidence: 'medium', only: { notRegions: ['US-CA'] } },
    ),
  },
};
