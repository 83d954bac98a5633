import type { IncomingMessage } from 'node:http';
import type { AwsError } from './service.ts';

/** How AWS clients talk: JSON 1.0/1.1 and REST-JSON share one error shape; the others each have their own. */
type Protocol = 'json' | 'query' | 'rest-xml' | 'cbor';

/** What says how a caller talks. */
export type Caller = Pick<IncomingMessage, 'headers' | 'url'>;

const IN_HEADER = /Credential=[^,\s]*\/([a-z0-9-]+)\/aws4_request/i;
const IN_PRESIGNED_URL = /[?&]X-Amz-Credential=[^&]*(?:%2F|\/)([a-z0-9-]+)(?:%2F|\/)aws4_request/i;

/** Service name of the request's SigV4 credential scope (`.../region/service/aws4_request`); unsigned calls have none. */
export const signedService = ({ headers, url = '' }: Caller): string | undefined =>
  (IN_HEADER.exec(headers.authorization ?? '') ?? IN_PRESIGNED_URL.exec(url))?.[1];

function protocolOf(caller: Caller): Protocol {
  const { headers } = caller;
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return 'cbor';
  if (signedService(caller) === 's3') return 'rest-xml';
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'query' : 'json';
}

const xmlText = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

function cborText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const head = Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff]);
  return Buffer.concat([head, bytes]);
}

type ErrorBody = { contentType: string; body: Buffer; headers?: Record<string, string> };

const ERROR_BODIES: Record<Protocol, (error: AwsError, requestId: string) => ErrorBody> = {
  json: ({ code, message }) => ({
    contentType: 'application/x-amz-json-1.1',
    body: Buffer.from(JSON.stringify({ __type: code, message })),
  }),
  query: ({ code, message }, requestId) => ({
    contentType: 'text/xml',
    body: Buffer.from(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${xmlText(code)}</Code><Message>${xmlText(message)}</Message>` +
        `</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    ),
  }),
  'rest-xml': ({ code, message }, requestId) => ({
    contentType: 'application/xml',
    body: Buffer.from(
      `<Error><Code>${xmlText(code)}</Code><Message>${xmlText(message)}</Message>` +
        `<RequestId>${requestId}</RequestId></Error>`,
    ),
  }),
  // CBOR: 0xa2 opens a map of two pairs; 0x79 a text string with a two-byte length.
  cbor: ({ code, message }) => ({
    contentType: 'application/cbor',
    body: Buffer.concat([Buffer.from([0xa2]), ...['__type', code, 'message', message].map(cborText)]),
    headers: { 'smithy-protocol': 'rpc-v2-cbor' },
  }),
};

/** An error in the shape that the caller's protocol expects: its body and headers. */
export function errorAnswer(
  error: AwsError,
  caller: Caller,
  requestId: string,
): { body: Buffer; headers: Record<string, string> } {
  const { body, contentType, headers } = ERROR_BODIES[protocolOf(caller)](error, requestId);
  return { body, headers: { ...headers, 'content-type': contentType, 'x-amzn-errortype': error.code } };
}
