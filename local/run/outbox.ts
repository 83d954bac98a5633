import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from '#/local/cognito/options.ts';

export type Outbox = { readonly folder: string; deliver(mail: Mail): Promise<void> };

const NOTE =
  'Mails of the local run, one file each. This folder stands for the mail provider: all in it is readable.\n';

/** Turns line breaks of a header into blanks: a name or subject cannot add headers of its own. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');

const messageOf = ({ to, subject, body }: Mail, now: number): string =>
  [
    `Date: ${new Date(now).toUTCString()}`,
    'From: CoachVault <no-reply@coachvault.example>',
    `To: ${oneLine(to)}`,
    `Subject: ${oneLine(subject)}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${body}\n`,
  ].join('\r\n');

/** A folder that takes mails as .eml files. Their names say when, never to whom. `now` in epoch ms. */
export function openOutbox(folder: string, now: () => number): Outbox {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'README.txt'), NOTE, { mode: 0o600 });
  const deliver = async (mail: Mail): Promise<void> => {
    const stamp = new Date(now()).toISOString().replaceAll(':', '-');
    const name = `${stamp}-${randomBytes(4).toString('hex')}.eml`;
    await writeFile(join(folder, name), messageOf(mail, now()), { mode: 0o600 });
  };
  return { folder, deliver };
}
