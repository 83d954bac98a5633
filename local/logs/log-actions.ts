import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { compileFilter } from './filter-pattern.ts';
import type { LogFiles } from './log-files.ts';
import type { LogGroup, LogGroups } from './log-groups.ts';
import { page } from './page.ts';

const RETENTION_DAYS = 90;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ACCEPTED_AGE_MS = 14 * DAY_MS;
const ACCEPTED_LEAD_MS = 2 * HOUR_MS;

export type NewEvent = { timestamp: number; message: string };

/** What every action works on. `now` is epoch ms. */
export type Logs = {
  region: string;
  groups: LogGroups;
  files: LogFiles;
  now: () => number;
  append(group: LogGroup, stream: string, events: readonly NewEvent[]): void;
};

type Output = Record<string, unknown>;
export type LogAction = (logs: Logs, input: Record<string, unknown>) => Output;

export const expiryCutoff = (now: number): number => now - RETENTION_DAYS * DAY_MS;

function action<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (logs: Logs, input: z.output<z.ZodObject<Shape, z.core.$strict>>) => Output,
): LogAction {
  const schema = z.strictObject(shape);
  return (logs, input) => {
    const checked = schema.safeParse(input);
    if (checked.success) return run(logs, checked.data);
    const details = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`.replace(/^: /, ''));
    throw new AwsError('InvalidParameterException', details.join('; '));
  };
}

const groupName = z.string().regex(/^[.\-_/#A-Za-z0-9]{1,512}$/, 'is not a log group name');
const streamName = z.string().regex(/^[^:*]{1,512}$/, 'is not a log stream name');

const missing = (what: string): AwsError =>
  new AwsError('ResourceNotFoundException', `The specified log ${what} does not exist.`);
const existing = (what: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `The specified log ${what} already exists`);

function groupNamed(logs: Logs, name: string): LogGroup {
  const group = logs.groups.named(name);
  if (group === undefined) throw missing('group');
  return group;
}

const CreateLogGroup = action({ logGroupName: groupName }, (logs, { logGroupName }) => {
  if (logs.groups.named(logGroupName) !== undefined) throw existing('group');
  logs.groups.add([logGroupName], logs.now());
  return {};
});

const CreateLogStream = action({ logGroupName: groupName, logStreamName: streamName }, (logs, input) => {
  const group = groupNamed(logs, input.logGroupName);
  if (group.streams.includes(input.logStreamName)) throw existing('stream');
  logs.groups.addStream(group, input.logStreamName);
  return {};
});

const nextToken = z.base64url().optional();

const DescribeLogGroups = action(
  { logGroupNamePrefix: z.string().optional(), limit: z.int().min(1).max(50).default(50), nextToken },
  (logs, { logGroupNamePrefix: prefix = '', limit, nextToken: token }) => {
    const wanted = logs.groups.all().filter(({ name }) => name.startsWith(prefix));
    const sorted = wanted.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    const { shown, next } = page(sorted, ({ name }) => name, limit, token);
    const logGroups = shown.map(({ name, createdAt: creationTime }) => {
      const logGroupArn = `arn:aws:logs:${logs.region}:000000000000:log-group:${name}`;
      const arn = `${logGroupArn}:*`;
      return { logGroupName: name, creationTime, retentionInDays: RETENTION_DAYS, arn, logGroupArn };
    });
    return { logGroups, ...next };
  },
);

const newEvent = z.strictObject({ timestamp: z.int().min(0), message: z.string().min(1).max(1_048_576) });

function rejectionsOf(events: readonly NewEvent[], now: number) {
  const tooOld = events.findLastIndex(({ timestamp }) => timestamp < now - ACCEPTED_AGE_MS) + 1;
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + ACCEPTED_LEAD_MS);
  const info = {
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(tooNew >= 0 ? { tooNewLogEventStartIndex: tooNew } : {}),
  };
  const accepted = events.slice(tooOld, tooNew >= 0 ? tooNew : undefined);
  return { accepted, rejected: Object.keys(info).length === 0 ? {} : { rejectedLogEventsInfo: info } };
}

const PutLogEvents = action(
  {
    logGroupName: groupName,
    logStreamName: streamName,
    logEvents: z.array(newEvent).min(1).max(10_000),
    sequenceToken: z.string().optional(),
  },
  (logs, { logGroupName, logStreamName, logEvents }) => {
    const group = groupNamed(logs, logGroupName);
    if (!group.streams.includes(logStreamName)) throw missing('stream');
    if (logEvents.some(({ timestamp }, index) => timestamp < (logEvents[index - 1]?.timestamp ?? 0))) {
      throw new AwsError('InvalidParameterException', 'Log events in one request must be in chronological order.');
    }
    const { accepted, rejected } = rejectionsOf(logEvents, logs.now());
    logs.append(group, logStreamName, accepted);
    return { nextSequenceToken: String(logs.now()), ...rejected };
  },
);

const FilterLogEvents = action(
  {
    logGroupName: groupName,
    logStreamNames: z.array(streamName).min(1).max(100).optional(),
    startTime: z.int().min(0).default(0),
    endTime: z.int().min(0).optional(),
    filterPattern: z.string().max(1024).optional(),
    limit: z.int().min(1).max(10_000).default(10_000),
    nextToken,
    interleaved: z.boolean().optional(),
  },
  (logs, input) => {
    const group = groupNamed(logs, input.logGroupName);
    const matches = compileFilter(input.filterPattern);
    const start = Math.max(input.startTime, expiryCutoff(logs.now()));
    const found = logs.files
      .between(group.number, start, input.endTime ?? Number.MAX_SAFE_INTEGER)
      .filter(({ stream, message }) => (input.logStreamNames?.includes(stream) ?? true) && matches(message));
    const { shown, next } = page(found, ({ id }) => id, input.limit, input.nextToken);
    const events = shown.map(({ id, stream, ...event }) => ({ eventId: id, logStreamName: stream, ...event }));
    return { events, searchedLogStreams: [], ...next };
  },
);

export const LOG_ACTIONS = { CreateLogGroup, CreateLogStream, DescribeLogGroups, PutLogEvents, FilterLogEvents };
