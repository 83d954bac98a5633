import type * as z from 'zod';
import { localAccount } from '#/local/aws/account.ts';
import { AwsError, type AwsService } from '#/local/aws/service.ts';
import { inputs, type Selector } from './selectors.ts';
import { openTrailStore, type TrailStore } from './trail-store.ts';

export type CloudTrailOptions = {
  readonly region: string;
  /** The SQLite file, created when missing. */
  readonly file: string;
  readonly name: string;
  /** Of a trail that is new; one that is there keeps its own. */
  readonly selectors: readonly Selector[];
  /** Epoch ms. */
  readonly now: () => number;
};
export type LocalCloudTrail = { readonly service: AwsService; readonly arn: string; close(): void };

type Trail = { readonly options: CloudTrailOptions; readonly arn: string; readonly store: TrailStore };
type ActionName = keyof typeof inputs;
type Action<A extends ActionName> = (trail: Trail, input: z.output<(typeof inputs)[A]>) => Record<string, unknown>;

const seconds = (ms: number): number => ms / 1000;

function requireTrail({ options, arn }: Trail, name: string): void {
  if (name === options.name || name === arn) return;
  throw new AwsError('TrailNotFoundException', `Unknown trail: ${name.slice(0, 200)}`);
}

/** What changes the trail stands in it afterwards, even what stops it. */
function setLogging(trail: Trail, name: string, isLogging: boolean): Record<string, unknown> {
  requireTrail(trail, name);
  const now = trail.options.now();
  trail.store.setLogging(isLogging, now);
  trail.store.note(isLogging ? 'StartLogging' : 'StopLogging', now);
  return {};
}

const eventOf = (region: string, { id, name, at }: ReturnType<TrailStore['calls']>[number]) => ({
  EventId: id,
  EventName: name,
  ReadOnly: 'false',
  EventTime: seconds(at),
  EventSource: 'cloudtrail.amazonaws.com',
  CloudTrailEvent: JSON.stringify({ eventName: name, awsRegion: region, userIdentity: { type: 'Root' } }),
});

const actions: { readonly [A in ActionName]: Action<A> } = {
  GetTrailStatus(trail, { Name }) {
    requireTrail(trail, Name);
    const { isLogging, changedAt } = trail.store.state();
    return { IsLogging: isLogging, [isLogging ? 'StartLoggingTime' : 'StopLoggingTime']: seconds(changedAt) };
  },
  StartLogging: (trail, { Name }) => setLogging(trail, Name, true),
  StopLogging: (trail, { Name }) => setLogging(trail, Name, false),
  GetEventSelectors(trail, { TrailName }) {
    requireTrail(trail, TrailName);
    return { TrailARN: trail.arn, AdvancedEventSelectors: trail.store.state().selectors };
  },
  PutEventSelectors(trail, { TrailName, AdvancedEventSelectors }) {
    requireTrail(trail, TrailName);
    trail.store.setSelectors(AdvancedEventSelectors);
    trail.store.note('PutEventSelectors', trail.options.now());
    return { TrailARN: trail.arn, AdvancedEventSelectors };
  },
  LookupEvents(trail, { LookupAttributes, StartTime = 0, EndTime, MaxResults, NextToken }) {
    if (LookupAttributes[0]?.AttributeValue === 'true') return { Events: [] };
    const to = EndTime === undefined ? trail.options.now() : EndTime * 1000;
    const before = NextToken === undefined ? Number.MAX_SAFE_INTEGER : Number(NextToken);
    if (!Number.isSafeInteger(before)) throw new AwsError('InvalidNextTokenException', 'Invalid pagination token.');
    const found = trail.store.calls(before, StartTime * 1000, to, MaxResults + 1);
    const shown = found.slice(0, MaxResults);
    const last = shown.at(-1);
    return {
      Events: shown.map((call) => eventOf(trail.options.region, call)),
      ...(last && found.length > shown.length ? { NextToken: String(last.position) } : {}),
    };
  },
};

function call<A extends ActionName>(trail: Trail, name: A, input: Record<string, unknown>): Record<string, unknown> {
  const parsed = inputs[name].safeParse(input);
  if (parsed.success) return actions[name](trail, parsed.data as z.output<(typeof inputs)[A]>);
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  throw new AwsError('InvalidParameterCombinationException', reasons.join('; '));
}

/** The one trail of an instance, as far as a response looks at it. It records what changes it, and nothing else here. */
export function openCloudTrail(options: CloudTrailOptions): LocalCloudTrail {
  const { region, file, name, selectors, now } = options;
  const arn = `arn:aws:cloudtrail:${region}:${localAccount}:trail/${name}`;
  const trail: Trail = { options, arn, store: openTrailStore(file, name, selectors, now()) };
  return {
    arn,
    service: {
      targetPrefix: 'CloudTrail_20131101',
      call: async (action, input) => {
        if (Object.hasOwn(actions, action)) return call(trail, action as ActionName, input);
        const known = Object.keys(actions).join(', ');
        const message = `The local CloudTrail does not support ${action.slice(0, 100)}. It supports ${known}.`;
        throw new AwsError('UnknownOperationException', message);
      },
    },
    close: trail.store.close,
  };
}
