import { createSealing } from '#/local/sqlite/sealing.ts';
import { openStore, type Row } from '#/local/sqlite/store.ts';

/** Names and times stay readable; what is handed to the target stands in `sealed`. Times are epoch ms. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS schedules (group_name TEXT NOT NULL, name TEXT NOT NULL, next_at INTEGER,
    sealed BLOB NOT NULL, PRIMARY KEY (group_name, name));
  CREATE INDEX IF NOT EXISTS schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS rules (name TEXT PRIMARY KEY, expression TEXT NOT NULL, next_at INTEGER NOT NULL);
`;

/** Asked many times a second, and nearly always no. */
const IS_DUE = `SELECT EXISTS (SELECT 1 FROM schedules WHERE next_at <= ?1)
  OR EXISTS (SELECT 1 FROM rules WHERE next_at <= ?1) AS due`;

/** A schedule as its owner described it; members have AWS's names. Times are epoch ms. */
export type Schedule = {
  readonly GroupName: string;
  readonly Name: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly State: 'ENABLED' | 'DISABLED';
  readonly ActionAfterCompletion: 'NONE' | 'DELETE';
  readonly FlexibleTimeWindow: { readonly Mode: 'OFF' };
  readonly Description?: string | undefined;
  readonly Target: { readonly Arn: string; readonly RoleArn: string; readonly Input?: string | undefined };
  readonly CreationDate: number;
  readonly LastModificationDate: number;
  /** Of the call that created it: a repeated call is known by it. */
  readonly ClientToken?: string | undefined;
};

/** A period that stands in a contract. */
export type Rule = { readonly name: string; readonly expression: string; readonly nextAt: number };

type Due = { readonly schedule: Schedule; readonly at: number };

export type ScheduleStore = {
  find(groupName: string, name: string): Schedule | undefined;
  /** By group and name. */
  all(): Schedule[];
  /** `nextAt` is when it fires next; undefined: never again. */
  put(schedule: Schedule, nextAt: number | undefined): void;
  /** It has fired. */
  move(schedule: Schedule, nextAt: number | undefined): void;
  remove(schedule: Schedule): void;
  due(now: number): Due[];
  /** Whether any schedule or rule is due. */
  isDue(now: number): boolean;
  rule(name: string): Rule | undefined;
  rules(): Rule[];
  putRule(rule: Rule): void;
  removeRule(name: string): void;
  close(): void;
};

export function openScheduleStore(file: string, sealingKey: Buffer): ScheduleStore {
  const store = openStore(file, TABLES);
  const sealing = createSealing(sealingKey);
  const placeOf = (group: unknown, name: unknown) => ['schedules', String(group), String(name)];
  const read = ({ group_name, name, sealed }: Row): Schedule =>
    sealing.open(placeOf(group_name, name), sealed as Uint8Array) as Schedule;
  const ruleOf = ({ name, expression, next_at }: Row): Rule => ({
    name: String(name),
    expression: String(expression),
    nextAt: Number(next_at),
  });
  return {
    find(groupName, name) {
      const row = store.get('SELECT * FROM schedules WHERE group_name = ? AND name = ?', groupName, name);
      return row && read(row);
    },
    all: () => store.all('SELECT * FROM schedules ORDER BY group_name, name').map(read),
    put(schedule, nextAt) {
      const { GroupName, Name } = schedule;
      const sealed = sealing.seal(placeOf(GroupName, Name), schedule);
      store.run('INSERT OR REPLACE INTO schedules VALUES (?, ?, ?, ?)', GroupName, Name, nextAt ?? null, sealed);
    },
    move: ({ GroupName, Name }, nextAt) =>
      void store.run(
        'UPDATE schedules SET next_at = ? WHERE group_name = ? AND name = ?',
        nextAt ?? null,
        GroupName,
        Name,
      ),
    remove: ({ GroupName, Name }) =>
      void store.run('DELETE FROM schedules WHERE group_name = ? AND name = ?', GroupName, Name),
    due: (now) =>
      store
        .all('SELECT * FROM schedules WHERE next_at <= ? ORDER BY next_at', now)
        .map((row) => ({ schedule: read(row), at: Number(row.next_at) })),
    isDue: (now) => store.get(IS_DUE, now)?.due === 1,
    rule(name) {
      const row = store.get('SELECT * FROM rules WHERE name = ?', name);
      return row && ruleOf(row);
    },
    rules: () => store.all('SELECT * FROM rules ORDER BY name').map(ruleOf),
    putRule: ({ name, expression, nextAt }) =>
      void store.run('INSERT OR REPLACE INTO rules VALUES (?, ?, ?)', name, expression, nextAt),
    removeRule: (name) => void store.run('DELETE FROM rules WHERE name = ?', name),
    close: store.close,
  };
}
