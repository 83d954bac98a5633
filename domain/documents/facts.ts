import type { Area } from '#/domain/api/area.ts';
import type { Controller } from '#/domain/consent/receipt-facts.ts';
import { mapVersion } from '#/domain/data-map/version.ts';
import { jurisdictionNames, placeOf } from '#/domain/governance/places.ts';

/** What an instance’s documents are made from, besides the data map. */
export type DocumentFacts = {
  readonly controller: Controller;
  /** The second region, for backup copies and key replicas. */
  readonly backupRegion: string;
  /** Where reports of vulnerabilities go, such as `mailto:security@example.com`. */
  readonly securityContact: string;
  /** The contracts of all functions: who can reach what. */
  readonly areas: readonly Area[];
};

/** Version and date of whatever follows from the data map alone. */
export const mapEdition = { version: `data map ${mapVersion.version}`, date: mapVersion.since } as const;

export const reachedAt = (contact: string): string => contact.replace(/^mailto:/, '');

/** `Frankfurt, Germany (AWS eu-central-1)`. */
export const regionWords = (region: string): string => `${placeOf(region).place} (AWS ${region})`;

/** Where an instance keeps data, in two sentences. */
export const whereWords = ({ controller, backupRegion }: DocumentFacts): string =>
  `Data is kept in ${regionWords(controller.region)}. Backup copies are kept in ${regionWords(backupRegion)}, ` +
  `in ${jurisdictionNames[controller.jurisdiction]}, too.`;
