import { AwsError } from '#/local/aws/service.ts';
import type { Execution } from './execution-store.ts';
import type { FunctionTable } from './local-function.ts';

const ARN = /^arn:aws[\w-]*:lambda:[^/]+\/durable-execution\/([\w-]{1,64})\/([\w-]{36})$/;

export const executionArn = (functions: FunctionTable, { functionName, name, id }: Execution): string =>
  `${functions.arnOf(functionName)}/durable-execution/${name}/${id}`;

/** The id in an execution's ARN. @throws AwsError when it is none */
export function executionIdOf(arn: string): string {
  const id = ARN.exec(arn)?.[2];
  if (id !== undefined) return id;
  throw new AwsError('InvalidParameterValueException', 'DurableExecutionArn is not the ARN of a durable execution.');
}
