import type { IncomingHttpHeaders } from 'node:http';
import type { Version } from './versions.ts';

/** Headers of a write that are answered by every read; a reader may ask for others by `response-<name>`. */
export const keptHeaders = [
  'content-type',
  'content-encoding',
  'content-disposition',
  'content-language',
  'cache-control',
  'expires',
];

/** Those of a write that describe the object; `aws-chunked` described only its transfer. */
export function describing(headers: IncomingHttpHeaders): Record<string, string> {
  const { 'content-encoding': encodings = '', ...rest } = headers;
  const own = encodings.split(',').filter((encoding) => !['', 'aws-chunked'].includes(encoding.trim()));
  const encoded = own.length === 0 ? rest : { ...rest, 'content-encoding': own.join(',').trim() };
  const isKept = (name: string): boolean => keptHeaders.includes(name) || name.startsWith('x-amz-meta-');
  const kept = Object.entries(encoded).filter(([name]) => isKept(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** The id of a version where the bucket keeps versions. */
export const versionHeader = (versionId: string): Record<string, string> =>
  versionId === 'null' ? {} : { 'x-amz-version-id': versionId };

/** What a version's protection is, for whoever reads it. */
export function protectionHeaders({ lock, held }: Version): Record<string, string> {
  const locked = lock && {
    'x-amz-object-lock-mode': lock.mode,
    'x-amz-object-lock-retain-until-date': new Date(lock.until).toISOString(),
  };
  return { ...locked, ...(held ? { 'x-amz-object-lock-legal-hold': 'ON' } : {}) };
}
