import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { RestAnswer, RestService } from '#/local/aws/rest-service.ts';
import { AwsError } from '#/local/aws/service.ts';
import { openStore, type Store } from '#/local/sqlite/store.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS role_policies (role TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (role, name));
`;

export type IamOptions = {
  /** The SQLite file, created when missing. */
  readonly file: string;
  /** Names of the roles that there are. */
  readonly roles: readonly string[];
};

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

const name = z.string().regex(/^[\w+=,.@-]{1,128}$/, 'must be 1 to 128 letters, digits and +=,.@-_');
const named = { RoleName: name, PolicyName: name };
const inputs = {
  GetRolePolicy: z.object(named),
  DeleteRolePolicy: z.object(named),
  PutRolePolicy: z.object({ ...named, PolicyDocument: z.string().max(10_240).refine(isJson, 'must be JSON') }),
} as const;
type ActionName = keyof typeof inputs;
type Input = { readonly RoleName: string; readonly PolicyName: string; readonly PolicyDocument?: string };

const noSuchEntity = (what: string): AwsError => new AwsError('NoSuchEntity', `${what} cannot be found.`, 404);

/** What an action answers, as names and values; IAM answers documents URL-encoded. */
function run(store: Store, action: ActionName, { RoleName, PolicyName, PolicyDocument = '' }: Input) {
  if (action === 'PutRolePolicy') {
    store.run('INSERT OR REPLACE INTO role_policies VALUES (?, ?, ?)', RoleName, PolicyName, PolicyDocument);
    return undefined;
  }
  const missing = noSuchEntity(`The role policy with name ${PolicyName}`);
  if (action === 'DeleteRolePolicy') {
    const deleted = store.run('DELETE FROM role_policies WHERE role = ? AND name = ?', RoleName, PolicyName);
    if (deleted === 0) throw missing;
    return undefined;
  }
  const row = store.get('SELECT document FROM role_policies WHERE role = ? AND name = ?', RoleName, PolicyName);
  if (!row) throw missing;
  return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(String(row.document)) };
}

const xmlText = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

function answer(action: ActionName, result: Readonly<Record<string, string>> | undefined): RestAnswer {
  const members = Object.entries(result ?? {}).map(([member, value]) => `<${member}>${xmlText(value)}</${member}>`);
  const body =
    `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">` +
    (result ? `<${action}Result>${members.join('')}</${action}Result>` : '') +
    `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

/** Inline policies of the roles that people take: all that a response does at IAM. Nothing here is enforced. */
export function openIam({ file, roles }: IamOptions): { readonly service: RestService; close(): void } {
  const store = openStore(file, TABLES);
  return {
    service: {
      signingName: 'iam',
      async handle({ body }) {
        const { Action = '', ...members } = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
        if (!Object.hasOwn(inputs, Action)) {
          const known = Object.keys(inputs).join(', ');
          throw new AwsError('InvalidAction', `The local IAM does not support ${Action}. It supports ${known}.`);
        }
        const action = Action as ActionName;
        const parsed = inputs[action].safeParse(members);
        if (!parsed.success) throw new AwsError('ValidationError', parsed.error.issues[0]?.message ?? 'malformed');
        if (!roles.includes(parsed.data.RoleName)) throw noSuchEntity(`The role with name ${parsed.data.RoleName}`);
        return answer(action, run(store, action, parsed.data));
      },
    },
    close: store.close,
  };
}
