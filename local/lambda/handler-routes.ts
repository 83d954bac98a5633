import * as z from 'zod';
import { parseJsonObject } from '#/local/aws/request-body.ts';
import { jsonAnswer, queryNumber, type RestRoute, readInput } from '#/local/aws/rest-routes.ts';
import { checkpoint, requireToken } from './checkpoint.ts';
import type { Durable } from './durable.ts';
import { executionIdOf } from './execution-arn.ts';
import { PAGE } from './handler-run.ts';
import { operationOnTheWire, operationUpdate, replayed } from './operation.ts';

const checkpointInput = z.strictObject({
  CheckpointToken: z.string(),
  Updates: z.array(operationUpdate).default([]),
  ClientToken: z.string().optional(),
});
const stateInput = z.object({ CheckpointToken: z.string(), Marker: queryNumber, MaxItems: queryNumber });

/** What the SDK calls while a handler runs: to keep what was done, and to learn what had been. */
export function handlerRoutes(durable: Durable): RestRoute[] {
  const base = '/2025-12-01/durable-executions/{DurableExecutionArn}';
  return [
    {
      action: 'CheckpointDurableExecution',
      method: 'POST',
      path: `${base}/checkpoint`,
      run({ labels, body }) {
        const id = executionIdOf(labels.DurableExecutionArn ?? '');
        const input = readInput(checkpointInput, parseJsonObject(body), 'InvalidParameterValueException');
        const { token, operations } = checkpoint(durable, id, { token: input.CheckpointToken, updates: input.Updates });
        const NewExecutionState = { Operations: operations.map(operationOnTheWire) };
        return jsonAnswer({ CheckpointToken: token, NewExecutionState });
      },
    },
    {
      action: 'GetDurableExecutionState',
      method: 'GET',
      path: `${base}/state`,
      run({ labels, query }) {
        const id = executionIdOf(labels.DurableExecutionArn ?? '');
        const input = readInput(stateInput, Object.fromEntries(query), 'InvalidParameterValueException');
        requireToken(durable, id, input.CheckpointToken);
        const { Marker: from = 0, MaxItems = PAGE } = input;
        const all = replayed(durable.operations.all(id).map(({ operation }) => operation));
        const end = from + Math.max(1, Math.min(MaxItems, PAGE));
        const Operations = all.slice(from, end).map(operationOnTheWire);
        return jsonAnswer({ Operations, ...(end < all.length ? { NextMarker: String(end) } : {}) });
      },
    },
  ];
}
