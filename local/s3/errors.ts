import { AwsError } from '#/local/aws/service.ts';

/** S3's own codes, statuses and, where a caller may look at them, sentences. */
export const noSuchKey = (): AwsError => new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
export const noSuchVersion = (): AwsError =>
  new AwsError('NoSuchVersion', 'The specified version does not exist.', 404);
export const noSuchUpload = (): AwsError =>
  new AwsError('NoSuchUpload', 'The specified upload does not exist: it is unknown, complete or aborted.', 404);
export const noSuchBucket = (known: Iterable<string>): AwsError =>
  new AwsError('NoSuchBucket', `The specified bucket does not exist. The local S3 has ${[...known].join(', ')}.`, 404);
export const invalidArgument = (message: string): AwsError => new AwsError('InvalidArgument', message);
export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequest', message);
export const accessDenied = (message: string): AwsError => new AwsError('AccessDenied', message, 403);
export const malformedXml = (root: string): AwsError =>
  new AwsError('MalformedXML', `The body is not a well-formed ${root} document.`);
/** `call` names what was asked for; only names of parameters and headers may stand in it. */
export const notImplemented = (call: string, instead = ''): AwsError =>
  new AwsError('NotImplemented', `The local S3 does not support ${call.slice(0, 200)}. ${instead}`.trim(), 501);
