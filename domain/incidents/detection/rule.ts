import * as z from 'zod/mini';
import { type PlaybookId, playbookIds } from '#/domain/incidents/playbook.ts';
import { type Severity, severityNames } from '#/domain/incidents/severity.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import { once } from '#/domain/once.ts';
import { classes, type OcsfEvent } from './ocsf.ts';
import { capacity, type Observation } from './windows.ts';

/** What events are counted by: the attribute that holds it. */
const groups = {
  actor: 'actor.user.uid',
  address: 'src_endpoint.uid',
  organization: 'actor.user.org.uid',
  instance: 'metadata.tenant_uid',
} as const;
type Group = keyof typeof groups;
const groupNames = Object.keys(groups) as Group[];

const path = () =>
  z.string().check(z.regex(/^[a-z_0-9]+(?:\.[a-z_0-9]+){0,5}$/, 'must be a path such as actor.user.uid'));
const scalar = () => z.union([z.string(), z.number(), z.boolean()]);
const uids = Object.values(classes).map(({ uid }) => uid) as number[];

const condition = () =>
  z.union([
    z.strictObject({ field: path(), op: z.enum(['is', 'is-not']), value: scalar() }),
    z.strictObject({ field: path(), op: z.enum(['in', 'not-in']), value: z.array(scalar()).check(z.minLength(1)) }),
    z.strictObject({ field: path(), op: z.enum(['at-least', 'at-most']), value: z.number() }),
    z.strictObject({ field: path(), op: z.enum(['starts-with', 'contains']), value: z.string() }),
    z.strictObject({ field: path(), op: z.enum(['exists', 'absent']) }),
  ]);

const atLeast = () => z.int().check(z.minimum(1), z.maximum(capacity / 2));
const threshold = () =>
  z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('events'), atLeast: atLeast() }),
    /** How many different values of a field. */
    z.strictObject({ of: z.literal('values'), field: path(), atLeast: atLeast() }),
    /** A value that was not seen earlier in the window, when others were. */
    z.strictObject({ of: z.literal('new-value'), field: path() }),
    /**
     * More than the group’s own habit: `times` the mean of its last `periods` windows, and never below `atLeast`. From
     * `always` on it fires whatever the habit, so that nobody gets it used to anything.
     */
    z.strictObject({
      of: z.literal('above-habit'),
      atLeast: atLeast(),
      times: z.number().check(z.minimum(1)),
      periods: z.int().check(z.minimum(1), z.maximum(60)),
      always: atLeast(),
    }),
  ]);

/** A rule: which events, counted by what, in which window, how many of them raise an alert, and what answers it. */
const schema = once(() =>
  z.strictObject({
    id: z.string().check(z.regex(/^[a-z]+(?:-[a-z]+)*$/)),
    says: z.string().check(z.minLength(10)),
    severity: z.enum(severityNames),
    /** OCSF classes that it looks at. */
    classes: z
      .array(z.int().check(z.refine((uid) => uids.includes(uid), 'must be a class that we write')))
      .check(z.minLength(1)),
    match: z.array(condition()).check(z.minLength(1)),
    by: z.enum(groupNames),
    window: z.strictObject({ minutes: z.int().check(z.minimum(1), z.maximum(60 * 24 * 90)) }),
    threshold: threshold(),
    playbook: z.optional(z.enum(playbookIds)),
    /** What the playbook is started on. */
    target: z.enum(['person', 'address', 'organization', 'instance']),
    attack: z.string().check(z.regex(/^T\d{4}(?:\.\d{3})?$/)),
  }),
);
export type Rule = z.output<ReturnType<typeof schema>>;
type Condition = Rule['match'][number];

/** A rule that cannot run, and why; the others do. */
export type RuleFault = { readonly rule: string; readonly why: string };

/** Reads rules: what does not parse, or is not the rule of its file, is named and left out. */
export function loadRules(files: Readonly<Record<string, unknown>>): {
  readonly rules: readonly Rule[];
  readonly faults: readonly RuleFault[];
} {
  const rules: Rule[] = [];
  const faults: RuleFault[] = [];
  for (const [file, source] of Object.entries(files)) {
    const { data: rule, error } = schema().safeParse(source);
    if (!rule) {
      const why = error.issues.map((issue) => `${issue.path.join('.') || 'rule'}: ${issue.message || issue.code}`);
      faults.push({ rule: file, why: why.join('; ') });
    } else if (rule.id !== file) {
      faults.push({ rule: file, why: `id: is "${rule.id}", must be the name of its file` });
    } else rules.push(rule);
  }
  return { rules, faults };
}

/** The scalar at a path of an event; undefined when there is none. A list is looked at in its first member. */
function valueAt(event: OcsfEvent, at: string): string | number | boolean | undefined {
  let value: unknown = event;
  for (const name of at.split('.')) {
    const holder: unknown = Array.isArray(value) ? value[0] : value;
    value =
      typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
        ? (holder as never)[name]
        : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function holds(event: OcsfEvent, condition: Condition): boolean {
  const actual = valueAt(event, condition.field);
  switch (condition.op) {
    case 'exists':
      return actual !== undefined;
    case 'absent':
      return actual === undefined;
    case 'is':
      return actual === condition.value;
    case 'is-not':
      return actual !== condition.value;
    case 'in':
      return actual !== undefined && condition.value.includes(actual);
    case 'not-in':
      return actual === undefined || !condition.value.includes(actual);
    case 'at-least':
      return typeof actual === 'number' && actual >= condition.value;
    case 'at-most':
      return typeof actual === 'number' && actual <= condition.value;
    case 'starts-with':
      return typeof actual === 'string' && actual.startsWith(condition.value);
    case 'contains':
      return typeof actual === 'string' && actual.includes(condition.value);
  }
}

/** What a rule counts of an event: in the state of which key, and what. Undefined: the event is none of its business. */
export function observationOf(
  rule: Rule,
  event: OcsfEvent,
): { readonly key: string; readonly observation: Observation } | undefined {
  if (!rule.classes.includes(event.class_uid)) return undefined;
  const group = valueAt(event, groups[rule.by]);
  if (group === undefined || !rule.match.every((each) => holds(event, each))) return undefined;
  const value = 'field' in rule.threshold ? valueAt(event, rule.threshold.field) : undefined;
  if ('field' in rule.threshold && value === undefined) return undefined;
  const observation = {
    id: event.metadata.uid,
    time: event.time,
    ...(value === undefined ? {} : { value: String(value) }),
  };
  return { key: `${rule.id}#${group}`, observation };
}

/** A rule that has fired: by ids only, so that it can stand in an alert. */
export type Firing = {
  readonly rule: string;
  readonly severity: Severity;
  readonly attack: string;
  readonly playbook?: PlaybookId;
  /** What the playbook is started on. */
  readonly target: Target;
  /** Who and what it is about: a case about one of them takes it. Principals of AWS are none of our people, so they are names. */
  readonly subjects: readonly string[];
  /** The event that made it fire, and when that was (epoch milliseconds). */
  readonly eventId: string;
  readonly at: number;
};

/** Services of ours and principals of AWS act, too, and are no people. */
const isPerson = (id: string): boolean => /^[a-z]{2}\.person_/.test(id);

/** Tells of a rule that fired at an event. A rule of the whole instance is about the instance, any other about its actor. */
export function firingOf(rule: Rule, event: OcsfEvent): Firing {
  const idOf = (group: Group) => valueAt(event, groups[group]) as string | undefined;
  const at = { person: idOf('actor'), address: idOf('address'), organization: idOf('organization') };
  const subjects = [
    ...(at.person === undefined ? [] : [`actor ${at.person}`]),
    ...(at.address === undefined ? [] : [`address ${at.address}`]),
  ];
  const named = rule.target === 'instance' ? undefined : at[rule.target];
  const fits = named !== undefined && (rule.target !== 'person' || isPerson(named));
  const target: Target = fits ? { type: rule.target, id: named } : { type: 'instance', id: event.metadata.tenant_uid };
  const startable = rule.playbook !== undefined && target.type === rule.target;
  return {
    rule: rule.id,
    severity: rule.severity,
    attack: rule.attack,
    ...(startable ? { playbook: rule.playbook as PlaybookId } : {}),
    target,
    subjects: rule.by === 'instance' || subjects.length === 0 ? [`instance ${event.metadata.tenant_uid}`] : subjects,
    eventId: event.metadata.uid,
    at: event.time,
  };
}
