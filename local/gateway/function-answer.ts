import type { APIGatewayProxyResult } from 'aws-lambda';
import { binaryMediaType } from '#/domain/api/bytes.ts';
import type { WireAnswer } from './refusal-answer.ts';

/** API Gateway sends these of its own; what a function gave under their names leaves as `x-amzn-Remapped-...`. */
const REMAPPED = new Set(['connection', 'date', 'server', 'www-authenticate']);
/** Made anew from the body. */
const GENERATED = new Set(['content-length', 'transfer-encoding']);

type Headers = Record<string, string[]>;

function headersOf({ headers = {}, multiValueHeaders = {} }: APIGatewayProxyResult): Headers {
  const all: Headers = {};
  const single = Object.entries(headers).map(([name, value]) => [name, [value]] as const);
  for (const [name, values] of [...single, ...Object.entries(multiValueHeaders)]) {
    const key = name.toLowerCase();
    if (GENERATED.has(key)) continue;
    all[REMAPPED.has(key) ? `x-amzn-remapped-${key}` : key] = values.map(String);
  }
  return all;
}

const isAnswer = (value: unknown): value is APIGatewayProxyResult =>
  typeof value === 'object' &&
  value !== null &&
  'statusCode' in value &&
  Number.isInteger(value.statusCode) &&
  Number(value.statusCode) >= 200 &&
  Number(value.statusCode) <= 599;

/**
 * What a function's result is on the wire; undefined for one that API Gateway would not understand. Bytes leave as bytes
 * only for a caller whose Accept names the binary media type first; anybody else gets their base64, as from API Gateway.
 */
export function functionAnswer(result: unknown, requestId: string, accept = ''): WireAnswer | undefined {
  if (!isAnswer(result)) return undefined;
  const isDecoded = result.isBase64Encoded && accept.split(/[,;]/)[0]?.trim() === binaryMediaType;
  const body = Buffer.from(result.body ?? '', isDecoded ? 'base64' : 'utf8');
  const length = result.statusCode === 204 ? {} : { 'content-length': String(body.length) };
  const named = { 'content-type': ['application/json'], ...headersOf(result), 'x-amzn-requestid': requestId };
  return { status: result.statusCode, headers: { ...named, ...length }, body };
}
