import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Area } from '#/domain/api/area.ts';
import { type MetricName, metricNames } from '#/domain/api/metrics.ts';
import { Problem } from '#/domain/api/problems.ts';
import { runtime } from './runtime.ts';

/** All that a request may leave in the log: no path, no body, no header, no person, no message of an error. */
type RequestLine = {
  readonly at: string;
  readonly requestId: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly problem?: string;
  /** Class names of the error and of its causes, and the places in our code it went through. */
  readonly fault?: readonly string[];
};

/** The functions of the stack. It begins with the message, which may look like places itself: only what follows counts. */
function placesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const frames = start < 0 ? [] : stack.slice(start + message.length).split('\n');
  return frames.flatMap((frame) => /^ {4}at (?:async )?([\w.<>#]+) \(.*:\d+:\d+\)$/.exec(frame)?.[1] ?? []).slice(0, 8);
}

/** Tells of a failure where no request is answered: class names and places, and nothing of what was being worked on. */
export function faultLog({ name }: Pick<Area, 'name'>): (error: unknown) => void {
  const logger = new Logger({ serviceName: name });
  return (error) => logger.error('failed', { fault: faultOf(error) });
}

/** Counts what an alarm watches, one by one. */
export function counterOf({ name }: Pick<Area, 'name'>): (figure: MetricName) => void {
  const metrics = new Metrics({ namespace: metricNames.namespace, serviceName: name });
  return (figure) => {
    metrics.addMetric(metricNames[figure], MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
}

/** Counts what a person has to look at, and says by id what it is: the runbook begins with these lines. */
export function escalationLog({ name }: Pick<Area, 'name'>): (ids: Readonly<Record<string, string>>) => void {
  const logger = new Logger({ serviceName: name });
  const count = counterOf({ name });
  return (ids) => {
    count('webhookEscalations');
    logger.warn('escalated', { escalation: ids });
  };
}

const causesAtMost = 4;

/** Names and places only: messages of the database can quote items. */
function faultOf(error: unknown): string[] {
  const names: string[] = [];
  let at = error;
  for (let depth = 0; at instanceof Error && depth < causesAtMost; depth++) {
    names.push(at instanceof Problem ? `${at.name}:${at.type}` : at.name, ...placesOf(at));
    at = at.cause;
  }
  return names;
}

function lineOf(
  event: APIGatewayProxyEvent,
  status: number,
  startedAt: number,
  error: Error | null | undefined,
): RequestLine {
  const type = error ? (error instanceof Problem ? error.type : 'internal') : undefined;
  return {
    at: new Date(startedAt).toISOString(),
    requestId: event.requestContext.requestId,
    route: `${event.httpMethod} ${event.resource}`,
    status,
    milliseconds: Math.round((runtime.now() - startedAt) * 10) / 10,
    ...(type ? { problem: type } : {}),
    ...(error && status >= 500 ? { fault: faultOf(error) } : {}),
  };
}

/** One line and one set of metrics for every request, answered or refused. */
export function observe(area: Area): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const logger = new Logger({ serviceName: area.name });
  const metrics = new Metrics({ namespace: metricNames.namespace, serviceName: area.name });
  const started = new WeakMap<object, number>();

  function record(event: APIGatewayProxyEvent, status: number, error: Error | null | undefined): void {
    const line = lineOf(event, status, started.get(event) ?? runtime.now(), error);
    if (status >= 500) logger.error('request', { request: line });
    else logger.info('request', { request: line });
    metrics.addMetric('Latency', MetricUnit.Milliseconds, line.milliseconds);
    metrics.addMetric(status >= 500 ? 'Faults' : status >= 400 ? 'Refusals' : 'Answers', MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  }

  return {
    before: ({ event }) => {
      started.set(event, runtime.now());
    },
    after: ({ event, response }) => record(event, response?.statusCode ?? 200, null),
    onError: ({ event, response, error }) => record(event, response?.statusCode ?? 500, error),
  };
}
