import type { Hands } from '#/domain/incidents/ports.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { accountHands } from './accounts.ts';
import { awsHands } from './aws-hands.ts';
import { tableHands } from './table-hands.ts';

/** What a response can do. Each call may be repeated with the same effect. */
export function openHands(services: Services): Hands {
  const [tables, aws] = [tableHands(services.vault), awsHands(services)];
  return {
    ...tables,
    ...aws,
    accounts: accountHands(services),
    staff: { ...tables.staff, ...aws.staff },
    instances: { ...tables.instances, ...aws.instances },
  };
}
