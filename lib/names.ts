import type { StoreName } from '#/domain/data-map/stores.ts';

/** Names of what an instance owns, so that one stack can speak of another's resources without exports. */
export const stackPrefix = (instance: string): string => `CoachVault-${instance}`;
export const tableName = (instance: string, store: StoreName): string => `coachvault-${instance}-${store}`;
export const keyAlias = (instance: string, use: 'data' | 'wrapping' | 'mac' | 'logs'): string =>
  `alias/coachvault-${instance}-${use}`;
export const functionName = (instance: string, area: string): string => `coachvault-${instance}-${area}`;
export const logGroupName = (instance: string, area: string): string => `/coachvault/${instance}/${area}`;
export const userPoolName = (instance: string, pool: string): string => `coachvault-${instance}-${pool}`;
/** The scope that the sign-in trigger adds to access tokens and every operation asks for. */
export const apiScope = 'coachvault/api';
