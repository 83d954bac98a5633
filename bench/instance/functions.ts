import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { functionName, logGroupName } from '#/lib/names.ts';
import { functionContext } from '#/local/gateway/function-context.ts';
import { captureFunctionOutput, withOutput } from '#/local/run/function-output.ts';
import type { BenchInstance } from './start.ts';

export type Invoke = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
type Handler = (...invocation: [APIGatewayProxyEvent, ReturnType<typeof functionContext>]) => ReturnType<Invoke>;

let copies = 0;

/**
 * An area's function in this process as Lambda has it: no gateway before it, its log lines written to nowhere. Each call
 * makes a copy with clients and remembered keys of its own.
 */
export async function openFunction({ id, region }: BenchInstance, area: string): Promise<Invoke> {
  captureFunctionOutput();
  copies += 1;
  const url = new URL(`../../lambdas/${area}/${area}.handler.ts?copy=${copies}`, import.meta.url);
  const { handler } = (await import(url.href)) as { handler: Handler };
  const names = { functionName: functionName(id, area), logGroupName: logGroupName(id, area), region };
  const silent = (): void => undefined;
  return (event) => withOutput(silent, () => handler(event, functionContext(names, 29_000)));
}

/** Answers what the function answered. @throws Error with the answer when it is not `status` */
export async function expectStatus(answering: ReturnType<Invoke>, status: number): Promise<APIGatewayProxyResult> {
  const answer = await answering;
  if (answer.statusCode !== status) throw new Error(`Expected ${status}, got ${answer.statusCode}: ${answer.body}`);
  return answer;
}
