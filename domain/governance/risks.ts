import type { ControlId } from './controls.ts';

type Level = 'low' | 'medium' | 'high';

/** A risk to people, before and after what is done about it (GDPR Art. 35(7)(c) and (d)). */
type Risk = {
  readonly risk: string;
  readonly harm: string;
  readonly likelihood: Level;
  readonly severity: Level;
  readonly measures: readonly ControlId[];
  /** What is left of it. */
  readonly remains: Level;
  readonly because: string;
};

export const risks: readonly Risk[] = [
  {
    risk: 'An employer or sponsor learns who is coached, or what about.',
    harm: 'Disadvantage at work, shame, loss of trust.',
    likelihood: 'high',
    severity: 'high',
    measures: ['one_door', 'least_privilege', 'sealing'],
    remains: 'low',
    because: 'No route of sponsors and administrators reaches an engagement or a choice.',
  },
  {
    risk: 'Staff or an intruder with an account of ours read coaching content.',
    harm: 'Exposure of health, belief or family matters.',
    likelihood: 'medium',
    severity: 'high',
    measures: ['key_separation', 'access_log', 'sign_in', 'trail', 'quiet_logs'],
    remains: 'medium',
    because: 'An administrator of the AWS account who changes code or key policies could; the trail shows it.',
  },
  {
    risk: 'Tables, backups or logs are copied away.',
    harm: 'As above, for many people at once.',
    likelihood: 'low',
    severity: 'high',
    measures: ['sealing', 'at_rest', 'backups', 'quiet_logs'],
    remains: 'low',
    because: 'Without KMS the copies are unreadable; ids and times remain.',
  },
  {
    risk: 'Data is used for something else than what it was given for.',
    harm: 'Loss of control; decisions that the person never expected.',
    likelihood: 'medium',
    severity: 'medium',
    measures: ['one_door', 'key_separation', 'withdrawal', 'no_sale'],
    remains: 'low',
    because: 'Another purpose needs keys that only consent makes and withdrawal destroys.',
  },
  {
    risk: 'A consent was not free, because somebody at work expected it.',
    harm: 'Recording or profiling against the person’s will.',
    likelihood: 'medium',
    severity: 'medium',
    measures: ['withdrawal', 'proof', 'least_privilege'],
    remains: 'medium',
    because: 'Nobody at work can see a choice here; pressure outside the service is out of its sight.',
  },
  {
    risk: 'Data outlives its purpose or an erasure.',
    harm: 'Old matters come up again.',
    likelihood: 'medium',
    severity: 'medium',
    measures: ['retention', 'backups', 'withdrawal'],
    remains: 'low',
    because: 'Keys are destroyed at once; until backups have lapsed, unreadable copies exist.',
  },
  {
    risk: 'Authorities of another country demand data.',
    harm: 'Access without the protection of the person’s own law.',
    likelihood: 'low',
    severity: 'high',
    measures: ['residency', 'sealing', 'at_rest'],
    remains: 'low',
    because: 'Data stays in the region, encrypted under keys that the operator controls.',
  },
  {
    risk: 'Records are lost, or keys are.',
    harm: 'Loss of one’s own notes and goals.',
    likelihood: 'low',
    severity: 'medium',
    measures: ['backups', 'residency'],
    remains: 'low',
    because: 'Nightly copies in two regions, point-in-time recovery, deletion protection.',
  },
];

/** What this record cannot decide and the operator has to before people use the service. */
export const openPoints: readonly string[] = [
  'Coaching content can tell of health, belief or another special category. A contract is no ground of GDPR Art. 9(2): name the ground, such as explicit consent, and have counsel confirm it.',
  'Confirm with counsel in which purposes the operator is controller and in which processor.',
  'Hear the people concerned or their representatives, such as a works council (GDPR Art. 35(9)).',
  'Ask the data-protection officer (GDPR Art. 35(2)), and the authority first if a high risk remains (GDPR Art. 36).',
];
