/** The version of the Open Cybersecurity Schema Framework that events are written in. */
export const ocsfVersion = '1.6.0';

/** Classes that we use, with their activities. Category is the thousands of the class. */
export const classes = {
  detection_finding: { uid: 2004, activities: { create: 1, update: 2, close: 3 } },
  incident_finding: { uid: 2005, activities: { create: 1, update: 2, close: 3 } },
  account_change: {
    uid: 3001,
    activities: { create: 1, enable: 2, password_reset: 4, disable: 5, delete: 6, other: 99 },
  },
  authentication: { uid: 3002, activities: { logon: 1, logoff: 2, other: 99 } },
  entity_management: { uid: 3004, activities: { create: 1, read: 2, update: 3, delete: 4, other: 99 } },
  user_access: {
    uid: 3005,
    activities: { assign_privileges: 1, revoke_privileges: 2, assign_role: 3, remove_role: 4 },
  },
  group_management: { uid: 3006, activities: { add_user: 3, remove_user: 4 } },
  http_activity: { uid: 4002, activities: { get: 3, head: 4, options: 5, post: 6, put: 7, delete: 2, other: 99 } },
  api_activity: { uid: 6003, activities: { create: 1, read: 2, update: 3, delete: 4, other: 99 } },
  remediation_activity: { uid: 7001, activities: { isolate: 1, evict: 2, restore: 3, harden: 4, other: 99 } },
} as const;
export type ClassName = keyof typeof classes;
export type ActivityOf<C extends ClassName> = keyof (typeof classes)[C]['activities'];

const severityIds = { informational: 1, low: 2, medium: 3, high: 4, critical: 5 } as const;
export type SeverityName = keyof typeof severityIds;

const statusIds = { unknown: 0, success: 1, failure: 2 } as const;

/** Attributes that an event may carry besides those that every event has. Ids, enumerations, counts and keyed hashes only. */
export type Attributes = {
  readonly actor?: { readonly user: { readonly uid: string; readonly org?: { readonly uid: string } } };
  /** Whom it happened to. */
  readonly user?: { readonly uid: string };
  readonly group?: { readonly uid: string };
  readonly entity?: { readonly uid: string; readonly type: string };
  readonly device?: { readonly uid: string };
  /** `uid` is a keyed hash of the address; where there was none to see, `svc_name` is our own service. */
  readonly src_endpoint?: {
    readonly uid?: string;
    readonly svc_name?: string;
    readonly location?: { readonly country: string };
  };
  readonly service?: { readonly name: string };
  readonly api?: { readonly operation: string; readonly service?: { readonly name: string } };
  readonly http_request?: { readonly http_method: string; readonly uid?: string };
  readonly resources?: readonly { readonly uid: string; readonly type?: string }[];
  readonly finding_info?: FindingInfo;
  readonly finding_info_list?: readonly FindingInfo[];
  readonly assignee?: { readonly uid: string };
  readonly assignee_group?: { readonly name: string };
  readonly attacks?: readonly { readonly technique: { readonly uid: string } }[];
  readonly command_uid?: string;
  readonly countermeasures?: readonly { readonly d3f_technique: { readonly uid: string } }[];
  readonly unmapped?: Readonly<Record<string, string | number | boolean>>;
};
type FindingInfo = { readonly uid: string; readonly title: string; readonly types?: readonly string[] };

/** A security event in the form that every rule, export and SIEM reads. */
export type OcsfEvent = Attributes & {
  readonly activity_id: number;
  readonly category_uid: number;
  readonly class_uid: number;
  readonly type_uid: number;
  readonly severity_id: number;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly status_id: number;
  readonly metadata: {
    readonly version: typeof ocsfVersion;
    /** The same for every delivery of one event. */
    readonly uid: string;
    /** What happened, as its source calls it. */
    readonly event_code: string;
    readonly log_name: string;
    readonly tenant_uid: string;
    readonly product: { readonly name: string; readonly vendor_name: string };
  };
};

type Head<C extends ClassName> = {
  readonly class: C;
  readonly activity: ActivityOf<C>;
  readonly uid: string;
  readonly code: string;
  readonly time: number;
  /** The source: one per mapper. */
  readonly log: string;
  readonly instance: string;
  readonly severity?: SeverityName;
  /** A name, or the number of a class that has statuses of its own. */
  readonly status?: keyof typeof statusIds | number;
  readonly product?: { readonly name: string; readonly vendor_name: string };
};

const ours = { name: 'CoachVault', vendor_name: 'CoachVault' };

/** An event of a class, with what every event has. */
export function eventOf<C extends ClassName>(head: Head<C>, attributes: Attributes): OcsfEvent {
  const { uid, activities } = classes[head.class];
  const activity = (activities as Readonly<Record<string, number>>)[head.activity as string] as number;
  const { status = 'unknown' } = head;
  return {
    activity_id: activity,
    category_uid: Math.floor(uid / 1000),
    class_uid: uid,
    type_uid: uid * 100 + activity,
    severity_id: severityIds[head.severity ?? 'informational'],
    time: head.time,
    status_id: typeof status === 'number' ? status : statusIds[status],
    metadata: {
      version: ocsfVersion,
      uid: head.uid,
      event_code: head.code,
      log_name: head.log,
      tenant_uid: head.instance,
      product: head.product ?? ours,
    },
    ...attributes,
  };
}

/** Events as a SIEM takes them: one JSON document per line. */
export const toJsonLines = (events: readonly OcsfEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');
