import {
  type AdvancedEventSelector,
  CloudTrailClient,
  type Event,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { canonical } from '#/domain/canonical.ts';
import type { ItemLine } from '#/domain/incidents/evidence/contents.ts';
import type { InstanceStanding } from '#/domain/incidents/ports.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services } from '#/lambdas/platform/services.ts';

const trail = once(() => new CloudTrailClient(clientOptions()));
const nameOf = ({ config }: Services): string => config.COACHVAULT_TRAIL;
const baselineOf = ({ config }: Services) => JSON.parse(config.COACHVAULT_TRAIL_BASELINE) as AdvancedEventSelector[];

/** One spelling of what is recorded, whatever order and form it comes in. */
const spelling = (selectors: readonly AdvancedEventSelector[]): string =>
  canonical(
    selectors
      .map(({ FieldSelectors = [] }) =>
        FieldSelectors.map((selector) =>
          canonical(
            Object.fromEntries(
              Object.entries(selector).flatMap(([name, value]) => {
                if (!Array.isArray(value)) return [[name, value]];
                return value.length > 0 ? [[name, value.toSorted()]] : [];
              }),
            ),
          ),
        )
          .toSorted()
          .join('&'),
      )
      .toSorted(),
  );

/** Whether the trail writes, and records what was deployed. */
export async function trailStanding(services: Services): Promise<InstanceStanding['trail']> {
  const { IsLogging } = await trail().send(new GetTrailStatusCommand({ Name: nameOf(services) }));
  if (!IsLogging) return 'stopped';
  const now = await trail().send(new GetEventSelectorsCommand({ TrailName: nameOf(services) }));
  const isDeployed = spelling(now.AdvancedEventSelectors ?? []) === spelling(baselineOf(services));
  return isDeployed ? 'at-baseline' : 'changed';
}

/** Has the trail record again what was deployed. May be repeated. */
export async function restartTrail(services: Services): Promise<void> {
  const TrailName = nameOf(services);
  await trail().send(new StartLoggingCommand({ Name: TrailName }));
  await trail().send(new PutEventSelectorsCommand({ TrailName, AdvancedEventSelectors: baselineOf(services) }));
}

/** How far back calls are looked up, and how many pages of fifty: AWS answers two a second. */
const lookBackMs = 72 * 3_600_000;
const mostPages = 20;

const word = (text: string | undefined): string | undefined =>
  text !== undefined && /^[A-Za-z0-9][A-Za-z0-9._:/#+-]{0,159}$/.test(text) ? text : undefined;

type Detail = {
  readonly errorCode?: string;
  readonly userIdentity?: {
    readonly type?: string;
    readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string } };
  };
};

/** By the role that was taken; the name of a session can be that of a person, and stays in the trail. */
function lineOf({
  EventTime,
  EventSource,
  EventName,
  EventId,
  Resources = [],
  CloudTrailEvent = '{}',
}: Event): ItemLine {
  const { errorCode, userIdentity } = JSON.parse(CloudTrailEvent) as Detail;
  const principal = word(userIdentity?.sessionContext?.sessionIssuer?.arn) ?? word(userIdentity?.type) ?? 'unknown';
  const resource = word(Resources[0]?.ResourceName);
  return {
    at: EventTime?.getTime() ?? 0,
    call: word(`${EventSource?.split('.')[0]}:${EventName}`) ?? 'unknown',
    principal,
    ...(resource === undefined ? {} : { resource }),
    outcome: word(errorCode) ?? 'success',
    eventId: word(EventId) ?? 'unknown',
  };
}

/** What changed something in AWS in the three days before, the oldest first, and how the trail itself stood. */
export async function trailLines(services: Services, at: number): Promise<ItemLine[]> {
  const found: Event[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await trail().send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
        StartTime: new Date(at - lookBackMs),
        EndTime: new Date(at),
        MaxResults: 50,
        NextToken,
      }),
    );
    found.push(...(answer.Events ?? []));
    NextToken = answer.NextToken;
    if (!NextToken) break;
  }
  const status = {
    at,
    call: 'cloudtrail:GetTrailStatus',
    principal: 'service:response',
    resource: nameOf(services),
    outcome: await trailStanding(services),
    eventId: 'none',
  };
  return [...found.map(lineOf).toSorted((a, b) => Number(a.at) - Number(b.at)), status];
}
