import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ReceivedMail = { readonly to: string; readonly subject: string; readonly body: string };

function parse(text: string): ReceivedMail {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
  return { to: header('To'), subject: header('Subject'), body: rest.join('\r\n\r\n').trim() };
}

/** The mails of an outbox folder, the oldest first. */
export function readOutbox(folder: string): ReceivedMail[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return files.sort().map((name) => parse(readFileSync(join(folder, name), 'utf8')));
}

const TEMPORARY = /^Your username is (\S+) and your temporary password is (.+)$/;

export type InvitationMail = { readonly username: string; readonly temporaryPassword: string };

/** The newest invitation to an address: what its reader needs for the first sign-in. */
export function invitationTo(folder: string, address: string): InvitationMail | undefined {
  const mails = readOutbox(folder).filter(({ to }) => to.toLowerCase() === address.toLowerCase());
  for (const { body } of mails.reverse()) {
    const [, username, temporaryPassword] = TEMPORARY.exec(body) ?? [];
    if (username !== undefined && temporaryPassword !== undefined) return { username, temporaryPassword };
  }
  return undefined;
}
