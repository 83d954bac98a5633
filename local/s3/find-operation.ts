import type { RestRequest } from '#/local/aws/rest-service.ts';
import type { AwsError } from '#/local/aws/service.ts';
import type { S3Action } from './context.ts';
import { notImplemented } from './errors.ts';
import { type Operation, operations } from './operations.ts';

/** Query parameters of every call: which action the SDK means, and its signature. */
const COMMON_PARAMETER =
  /^(?:x-id|X-Amz-(?:Algorithm|Content-Sha256|Credential|Date|Expires|Security-Token|Signature|SignedHeaders|User-Agent))$/;
/** The SDK signs the checksum of the body that it does not have yet into a URL. S3 passes over it, and so do we. */
const IDLE_PARAMETER = /^x-amz-(?:checksum-[a-z0-9]+|sdk-checksum-algorithm)$/;
const COMMON_HEADER =
  /^x-amz-(?:content-sha256|date|decoded-content-length|sdk-checksum-algorithm|security-token|trailer|user-agent)$/;
/** Headers that are no `x-amz-` ones and must not be passed over either. */
const CONDITIONS = ['if-match', 'if-unmodified-since'];

const parametersOf = ({ query }: RestRequest): string[] =>
  [...query.keys()].filter((name) => !COMMON_PARAMETER.test(name) && !IDLE_PARAMETER.test(name));

function unknownCall(request: RestRequest, place: string): AwsError {
  const parameters = parametersOf(request);
  const call = `${request.method} ${place}${parameters.length === 0 ? '' : ` with ${parameters.join(', ')}`}`;
  return notImplemented(call, `It supports ${Object.keys(operations).join(', ')}.`);
}

function fits({ call, takes = [] }: Operation, request: RestRequest, place: string): boolean {
  const [method, on, ...by] = call.split(' ');
  const parameters = parametersOf(request);
  const isUnderstood = parameters.every((name) => by.includes(name) || takes.includes(name));
  return method === request.method && on === place && by.every((name) => parameters.includes(name)) && isUnderstood;
}

const understands = ({ headers = [] }: Operation, header: string): boolean =>
  COMMON_HEADER.test(header) ||
  headers.some((known) => header === known || (known.endsWith('-') && header.startsWith(known)));

/**
 * The action that a request is. Throws AwsError (NotImplemented) when there is none, and for a parameter, an `x-amz-`
 * header or a condition that it would have to obey and does not know.
 */
export function findAction(request: RestRequest, place: 'bucket' | 'object'): S3Action {
  const found = Object.entries(operations).find(([, operation]) => fits(operation, request, place));
  if (found === undefined) throw unknownCall(request, place);
  const [name, operation] = found;
  const telling = Object.keys(request.headers).filter(
    (header) => /^x-amz-/.test(header) || CONDITIONS.includes(header),
  );
  const unknown = telling.find((header) => !understands(operation, header));
  if (unknown !== undefined) throw notImplemented(`${name} with the header ${unknown}`);
  return operation.action;
}
