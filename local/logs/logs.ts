import { AwsError, type AwsService } from '#/local/aws/service.ts';
import { expiryCutoff, LOG_ACTIONS, type LogAction, type Logs, type NewEvent } from './log-actions.ts';
import { openLogFiles } from './log-files.ts';
import { type LogGroup, openLogGroups } from './log-groups.ts';

const ACTIONS: ReadonlyMap<string, LogAction> = new Map(Object.entries(LOG_ACTIONS));

export type LogsOptions = {
  region: string;
  /** Holds JSON-lines files; created when missing. */
  folder: string;
  now: () => number;
};

export type LocalLogs = {
  service: AwsService;
  /** Makes the groups that are missing, as a deployment does. */
  ensureGroups(logGroupNames: readonly string[]): void;
  /** For what runs in this process: appends, and creates the group and the stream when they are missing. */
  write(logGroupName: string, logStreamName: string, events: readonly NewEvent[]): void;
};

function actionNamed(name: string): LogAction {
  const known = ACTIONS.get(name);
  if (known !== undefined) return known;
  const supported = [...ACTIONS.keys()].sort().join(', ');
  throw new AwsError(
    'UnknownOperationException',
    `The local CloudWatch Logs does not support ${name.slice(0, 100)}. It supports ${supported}.`,
  );
}

/** Ids as CloudWatch's: 56 digits that ascend with the timestamp, then with the order of arrival. */
function eventIds(now: () => number): (timestamp: number) => string {
  let count = 0;
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  return (timestamp) => {
    count += 1;
    return digits(timestamp, 14) + digits(now(), 14) + digits(count, 28);
  };
}

/** What is past its retention leaves the disk at the first call of each day; reads never return it anyway. */
function dailyRemoval({ files, now }: Pick<Logs, 'files' | 'now'>): () => void {
  let removedOn = '';
  return () => {
    const today = new Date(now()).toISOString().slice(0, 10);
    if (today !== removedOn) files.removeBefore(expiryCutoff(now()));
    removedOn = today;
  };
}

/**
 * CloudWatch Logs on JSON-lines files, every group with 90 days of retention by `now`. Messages are stored as they
 * come: callers write only lines that are free of personal data. Throws LocalRunError when the folder is unusable.
 */
export function openLogs({ region, folder, now }: LogsOptions): LocalLogs {
  const groups = openLogGroups(folder);
  const files = openLogFiles(folder);
  const newId = eventIds(now);
  const append = (group: LogGroup, stream: string, events: readonly NewEvent[]): void => {
    const stored = (event: NewEvent) => ({ id: newId(event.timestamp), stream, ingestionTime: now(), ...event });
    files.append(group.number, events.map(stored));
  };
  const logs: Logs = { region, groups, files, now, append };
  const removeExpired = dailyRemoval(logs);
  const call: AwsService['call'] = (action, input) =>
    new Promise((resolve) => {
      removeExpired();
      resolve(actionNamed(action)(logs, input));
    });
  const write: LocalLogs['write'] = (logGroupName, logStreamName, events) => {
    removeExpired();
    groups.add([logGroupName], now());
    const group = groups.named(logGroupName) as LogGroup;
    if (!group.streams.includes(logStreamName)) groups.addStream(group, logStreamName);
    append(group, logStreamName, events);
  };
  const ensureGroups: LocalLogs['ensureGroups'] = (names) => groups.add(names, now());
  return { service: { targetPrefix: 'Logs_20140328', call }, ensureGroups, write };
}
