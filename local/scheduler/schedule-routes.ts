import { localAccount } from '#/local/aws/account.ts';
import { parseJsonObject } from '#/local/aws/request-body.ts';
import { epochSeconds, jsonAnswer, type RestCall, type RestRoute, readInput } from '#/local/aws/rest-routes.ts';
import { AwsError } from '#/local/aws/service.ts';
import { parseExpression } from './expression.ts';
import { groupQuery, listQuery, type ScheduleInput, scheduleInput, scheduleName } from './schedule-input.ts';
import type { Schedule, ScheduleStore } from './schedule-store.ts';

export type Scheduling = {
  readonly region: string;
  readonly now: () => number;
  readonly store: ScheduleStore;
  readonly groups: readonly string[];
  /** @throws AwsError when a target cannot be invoked here */
  readonly checkTarget: (arn: string) => void;
};

const arnOf = ({ region }: Scheduling, { GroupName, Name }: Schedule): string =>
  `arn:aws:scheduler:${region}:${localAccount}:schedule/${GroupName}/${Name}`;

const nameIn = ({ labels }: RestCall): string => readInput(scheduleName, labels.Name, 'ValidationException');

function inputIn({ groups, checkTarget }: Scheduling, { body }: RestCall): ScheduleInput {
  const input = readInput(scheduleInput, parseJsonObject(body), 'ValidationException');
  if (!groups.includes(input.GroupName)) {
    throw new AwsError('ResourceNotFoundException', `Schedule group ${input.GroupName} does not exist.`, 404);
  }
  checkTarget(input.Target.Arn);
  return input;
}

/** @throws AwsError when there is no such schedule */
function scheduleNamed({ store }: Scheduling, group: string, name: string): Schedule {
  const found = store.find(group, name);
  if (found !== undefined) return found;
  throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
}

/** A recurring schedule begins at once, as AWS's does; a moment that has passed already is the next there is. */
function write(scheduling: Scheduling, schedule: Schedule): object {
  const timetable = parseExpression(schedule.ScheduleExpression);
  const first = 'at' in timetable ? timetable.at : scheduling.now();
  scheduling.store.put(schedule, schedule.State === 'ENABLED' ? first : undefined);
  return { ScheduleArn: arnOf(scheduling, schedule) };
}

function create(scheduling: Scheduling, call: RestCall): object {
  const [Name, input] = [nameIn(call), inputIn(scheduling, call)];
  const found = scheduling.store.find(input.GroupName, Name);
  const isRepeated = found?.ClientToken !== undefined && found.ClientToken === input.ClientToken;
  if (found !== undefined && isRepeated) return { ScheduleArn: arnOf(scheduling, found) };
  if (found !== undefined) throw new AwsError('ConflictException', `Schedule ${Name} already exists.`, 409);
  const at = scheduling.now();
  return write(scheduling, { ...input, Name, CreationDate: at, LastModificationDate: at });
}

function update(scheduling: Scheduling, call: RestCall): object {
  const [Name, input] = [nameIn(call), inputIn(scheduling, call)];
  const { CreationDate } = scheduleNamed(scheduling, input.GroupName, Name);
  return write(scheduling, { ...input, Name, CreationDate, LastModificationDate: scheduling.now() });
}

const namedIn = (scheduling: Scheduling, call: RestCall): Schedule => {
  const { groupName } = readInput(groupQuery, Object.fromEntries(call.query), 'ValidationException');
  return scheduleNamed(scheduling, groupName, nameIn(call));
};

function get(scheduling: Scheduling, call: RestCall): object {
  const { ClientToken: _token, CreationDate, LastModificationDate, ...schedule } = namedIn(scheduling, call);
  const dates = {
    CreationDate: epochSeconds(CreationDate),
    LastModificationDate: epochSeconds(LastModificationDate),
  };
  return { Arn: arnOf(scheduling, namedIn(scheduling, call)), ...schedule, ...dates };
}

function remove(scheduling: Scheduling, call: RestCall): object {
  scheduling.store.remove(namedIn(scheduling, call));
  return {};
}

function list(scheduling: Scheduling, call: RestCall): object {
  const asked = readInput(listQuery, Object.fromEntries(call.query), 'ValidationException');
  const placeOf = ({ GroupName, Name }: Schedule): string => `${GroupName}/${Name}`;
  const after = Buffer.from(asked.NextToken ?? '', 'base64url').toString('utf8');
  const found = scheduling.store
    .all()
    .filter(({ GroupName }) => asked.ScheduleGroup === undefined || GroupName === asked.ScheduleGroup)
    .filter(({ Name }) => Name.startsWith(asked.NamePrefix))
    .filter(({ State }) => asked.State === undefined || State === asked.State)
    .filter((schedule) => placeOf(schedule) > after);
  const shown = found.slice(0, asked.MaxResults);
  const last = found.length > shown.length ? shown.at(-1) : undefined;
  const Schedules = shown.map((schedule) => ({
    Arn: arnOf(scheduling, schedule),
    Name: schedule.Name,
    GroupName: schedule.GroupName,
    State: schedule.State,
    CreationDate: epochSeconds(schedule.CreationDate),
    LastModificationDate: epochSeconds(schedule.LastModificationDate),
    Target: { Arn: schedule.Target.Arn },
  }));
  return { Schedules, ...(last && { NextToken: Buffer.from(placeOf(last)).toString('base64url') }) };
}

export function scheduleRoutes(scheduling: Scheduling): RestRoute[] {
  const route = (action: string, method: string, path: string, answer: (of: Scheduling, call: RestCall) => object) => ({
    action,
    method,
    path,
    run: (call: RestCall) => jsonAnswer(answer(scheduling, call)),
  });
  return [
    route('CreateSchedule', 'POST', '/schedules/{Name}', create),
    route('GetSchedule', 'GET', '/schedules/{Name}', get),
    route('UpdateSchedule', 'PUT', '/schedules/{Name}', update),
    route('DeleteSchedule', 'DELETE', '/schedules/{Name}', remove),
    route('ListSchedules', 'GET', '/schedules', list),
  ];
}
