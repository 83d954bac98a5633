import type { Controller } from '#/domain/consent/receipt-facts.ts';
import { awsRegion } from './config.ts';
import type { Services } from './services.ts';

/** Who answers for the data of this instance, for an area whose contract says `publishesFacts`. */
export function controllerOf({ config, instance }: Pick<Services, 'config' | 'instance'>): Controller {
  return {
    instance,
    jurisdiction: config.COACHVAULT_JURISDICTION as Controller['jurisdiction'],
    region: awsRegion(),
    door: config.COACHVAULT_DOOR,
    ...(JSON.parse(config.COACHVAULT_CONTROLLER) as Pick<
      Controller,
      'controllerName' | 'controllerAddress' | 'privacyContact'
    >),
  };
}
