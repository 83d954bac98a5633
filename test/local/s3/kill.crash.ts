import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it, onTestFinished } from 'vitest';
import { clientOf, givenClock, givenFolder, REGION } from '#/test/support/local-aws.ts';
import { givenBytes, givenS3, keysIn, PLAIN, read } from './given-s3.ts';

const PROGRAM = fileURLToPath(new URL('./s3-process.ts', import.meta.url));
const ROUNDS = 4;
const WRITERS = 3;
/** More than one segment, so that a file can be half there. */
const SIZE = 300_000;

type Data = { readonly folder: string; readonly rootKey: Buffer };

async function givenProcess({ folder, rootKey }: Data) {
  const child = spawn(process.execPath, [PROGRAM, folder, rootKey.toString('hex'), REGION, PLAIN]);
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const [line] = await once(child.stdout, 'data');
  return {
    url: String(line).trim(),
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Writes objects one after the other until the process is gone; answers the keys that it acknowledged. */
async function writeUntilItEnds(url: string, name: string): Promise<string[]> {
  const client = new S3Client(clientOf(url));
  const acknowledged: string[] = [];
  for (let count = 0; ; count += 1) {
    const Key = `${name}/${count}`;
    // One key of each writer is replaced again and again.
    const sends = [Key, `${name}/again`].map((key) =>
      client.send(new PutObjectCommand({ Bucket: PLAIN, Key: key, Body: givenBytes(SIZE, name) })),
    );
    const outcomes = await Promise.allSettled(sends);
    if (outcomes[0]?.status === 'fulfilled') acknowledged.push(Key);
    if (outcomes.some(({ status }) => status === 'rejected')) return acknowledged;
  }
}

it('EN7: a killed process leaves every object whole or not at all, and loses none that it acknowledged', async () => {
  const data: Data = { folder: join(givenFolder(), 's3'), rootKey: randomBytes(32) };
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { url, kill } = await givenProcess(data);
    const writers = Array.from({ length: WRITERS }, (_, at) => writeUntilItEnds(url, `${round}-${at}`));
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
    await kill();
    acknowledged.push(...(await Promise.all(writers)).flat());
  }

  const s3 = await givenS3({ ...data, clock: givenClock(Date.now()) });

  const present = await keysIn(s3, PLAIN);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(present).toEqual(expect.arrayContaining(acknowledged));
  for (const key of present) {
    expect((await read(s3, PLAIN, key)).equals(givenBytes(SIZE, key.split('/')[0])), key).toBe(true);
  }
  expect(readdirSync(join(s3.folder, 'objects'))).toHaveLength(present.length);
});
