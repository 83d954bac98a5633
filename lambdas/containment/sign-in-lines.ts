import {
  AdminListUserAuthEventsCommand,
  type AuthEventType,
  UserNotFoundException,
  UserPoolAddOnNotEnabledException,
} from '@aws-sdk/client-cognito-identity-provider';
import { pools } from '#/domain/access/roles.ts';
import type { ItemLine } from '#/domain/incidents/evidence/contents.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { cognito, poolId } from '#/lambdas/platform/user-pools.ts';

/** A page has at most sixty; nobody signs in so often that more would tell more. */
const mostPages = 20;

/** Without address and device: a hash of an address can be guessed, and what judged them is in the risk that Cognito keeps. */
const lineOf = (personId: string, { CreationDate, EventType, EventResponse }: AuthEventType): ItemLine => ({
  at: CreationDate?.getTime() ?? 0,
  personId,
  event: EventType ?? 'unknown',
  outcome: EventResponse ?? 'unknown',
});

async function eventsIn(UserPoolId: string, Username: string): Promise<AuthEventType[]> {
  const found: AuthEventType[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await cognito().send(
      new AdminListUserAuthEventsCommand({ UserPoolId, Username, MaxResults: 60, NextToken }),
    );
    found.push(...(answer.AuthEvents ?? []));
    NextToken = answer.NextToken;
    if (!NextToken) break;
  }
  return found;
}

/**
 * Sign-ins of a person as their user pools keep them, the oldest first. Of anything else none: Cognito lists them by person
 * only, and a response does not go through everybody.
 */
export async function signInLines({ config }: Services, { type, id }: Target): Promise<ItemLine[]> {
  if (type !== 'person') return [];
  const found = await Promise.all(
    pools.map((pool) =>
      eventsIn(poolId(config, pool), id).catch((cause: unknown) => {
        if (cause instanceof UserNotFoundException || cause instanceof UserPoolAddOnNotEnabledException) return [];
        throw cause;
      }),
    ),
  );
  return found
    .flat()
    .map((event) => lineOf(id, event))
    .toSorted((a, b) => Number(a.at) - Number(b.at));
}
