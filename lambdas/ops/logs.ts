import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod/mini';
import { Problem } from '#/domain/api/problems.ts';
import { once } from '#/domain/once.ts';
import type { Operation } from '#/lambdas/platform/serve.ts';
import { clientOptions } from '#/lambdas/platform/services.ts';
import { openCursor, sealCursor } from '#/vault/cursor.ts';
import type { ops } from './contract.ts';

const logs = once(() => new CloudWatchLogsClient(clientOptions()));
const hour = 3_600_000;
const position = z.strictObject({ group: z.int(), startTime: z.int(), nextToken: z.optional(z.string()) });
type Position = z.output<typeof position>;

/** A request line as `platform/telemetry` writes it; whatever else stands in the log is passed over. */
const lineOf = z.object({
  request: z.object({
    at: z.string(),
    requestId: z.string(),
    route: z.string(),
    status: z.int(),
    milliseconds: z.number(),
    problem: z.optional(z.string()),
  }),
});

function requestIn(message: string | undefined): z.output<typeof lineOf>['request'][] {
  try {
    const { success, data } = lineOf.safeParse(JSON.parse(message ?? ''));
    return success ? [data.request] : [];
  } catch {
    return [];
  }
}

const patternOf = (requestId: string | undefined): string =>
  requestId ? `{ $.request.requestId = "${requestId}" }` : '{ $.message = "request" }';

/** One function after the other, oldest first in each; the cursor says where to go on. */
export const readLogs: Operation<(typeof ops)['routes']['readLogs']> = async (
  { door, query },
  { vault, config, now },
) => {
  await door.admission();
  const groups = config.COACHVAULT_LOG_GROUPS.split(',');
  const from: Position = query.cursor
    ? position.parse(JSON.parse(await openCursor(vault, door.visit, query.cursor)))
    : { group: 0, startTime: query.since ? Date.parse(query.since) : now() - hour };
  const command = new FilterLogEventsCommand({
    logGroupName: groups[from.group] ?? '',
    filterPattern: patternOf(query.requestId),
    startTime: from.startTime,
    limit: query.limit,
    ...(from.nextToken ? { nextToken: from.nextToken } : {}),
  });
  const { events = [], nextToken } = await logs()
    .send(command)
    .catch((cause: unknown) => {
      throw new Problem('unavailable', { retryAfter: 2 }, { cause });
    });
  const next: Position = nextToken ? { ...from, nextToken } : { group: from.group + 1, startTime: from.startTime };
  return {
    items: events.flatMap(({ message }) => requestIn(message)),
    next: next.group < groups.length ? await sealCursor(vault, door.visit, JSON.stringify(next)) : null,
  };
};
