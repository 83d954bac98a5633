import { c15tInstance } from '@c15t/backend';
import { kyselyAdapter } from '@c15t/backend/db/adapters/kysely';
import { migrator } from '@c15t/backend/db/migrator';
import { DB } from '@c15t/backend/db/schema';
import { Kysely, SqliteDialect } from 'kysely';
import { nodeSqlite } from './node-sqlite.ts';

const origin = 'https://bench.example';

/**
 * The consent backend of c15t in this process, as its quickstart sets it up, on SQLite. It has no withdrawal: a purpose is
 * withdrawn by the next entry that says `false`. Its check tells whether there is any entry of a kind, for whatever purpose.
 */
export async function openC15t(file: string) {
  const db = new Kysely({ dialect: new SqliteDialect({ database: nodeSqlite(file) }) });
  const adapter = kyselyAdapter({ db, provider: 'sqlite' });
  const migration = await migrator({ db: DB.client(adapter), schema: 'latest' });
  if ('execute' in migration) await migration.execute();
  const { handler } = c15tInstance({ appName: 'bench', trustedOrigins: [origin], adapter, logger: { level: 'error' } });

  async function call(method: string, path: string, body?: object): Promise<string> {
    const init = { method, headers: { 'content-type': 'application/json' } };
    const request = new Request(`${origin}${path}`, body ? { ...init, body: JSON.stringify(body) } : init);
    const answer = await handler(request);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`c15t answered ${answer.status}: ${text}`);
    return text;
  }

  return {
    /** Records a choice of one person on one purpose. */
    decide: (person: string, marketing: boolean) =>
      call('POST', '/subjects', {
        type: 'cookie_banner',
        subjectId: `sub_${person}`,
        externalSubjectId: person,
        domain: 'bench.example',
        preferences: { necessary: true, marketing },
        givenAt: Date.now(),
      }),
    /** What it says about one person. */
    check: (person: string) => call('GET', `/consents/check?externalId=${person}&type=cookie_banner`),
    close: () => db.destroy(),
  };
}
