import { startAwsEndpoint } from '#/local/aws/endpoint.ts';
import { openS3 } from '#/local/s3/s3.ts';

/** `node s3-process.ts <folder> <root key in hex> <region> <bucket>`: an S3 of its own to be killed; prints its address. */
const [folder = '', rootKey = '', region = '', name = ''] = process.argv.slice(2);
const options = { folder, rootKey: Buffer.from(rootKey, 'hex'), region, now: Date.now, buckets: [{ name }] };
const { service } = openS3(options);
const { url } = await startAwsEndpoint({ port: 0, services: [], rest: [service], dynamodb: { port: 1 } });
process.stdout.write(`${url}\n`);
