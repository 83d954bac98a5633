import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorAnswer, signedService } from './protocol.ts';
import { AwsError } from './service.ts';

/** One request on its way through the endpoint. */
export type Call = {
  request: IncomingMessage;
  response: ServerResponse;
  /** What every answer to this caller carries. */
  headers: Record<string, string>;
};

/** Answers 200 with a JSON document. */
export function answerJson({ response, headers }: Call, contentType: string, value: object): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, { ...headers, 'content-type': contentType, 'content-length': body.length });
  response.end(body);
}

/** What the caller may see of a failure. An unexpected one is logged by its class: messages can quote inputs. */
export function toAwsError(
  error: unknown,
  request: IncomingMessage,
  log: ((line: string) => void) | undefined,
): AwsError {
  if (error instanceof AwsError) return error;
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const called = request.headers['x-amz-target'] ?? `${signedService(request) ?? 'unsigned'} ${request.method}`;
  log?.(`AWS endpoint: ${called} failed with ${kind}`);
  return new AwsError('InternalFailure', 'The local AWS endpoint failed; its log names the call.', 500);
}

/** Answers in AWS's error shape; an answer that has begun can only be broken off. */
export function answerError({ request, response, headers }: Call, error: AwsError): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const answer = errorAnswer(error, request, headers['x-amzn-RequestId'] ?? '');
  response.writeHead(error.status, { ...headers, ...answer.headers, 'content-length': answer.body.length });
  response.end(answer.body);
}
