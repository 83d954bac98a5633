/** Figures that functions count and alarms watch. Each has the dimension `service`: the name of the area that counted it. */
export const metricNames = {
  namespace: 'CoachVault',
  /** A third party has let the deadline of an event pass, and a person has to look. Unit: count. */
  webhookEscalations: 'WebhookEscalations',
  /** Grants by which staff looked into records, and that nobody has reviewed in time. Unit: count, at every run of the clock. */
  unreviewedGrants: 'UnreviewedGrants',
  /** Runs of a playbook that ended in a failure. Unit: count. */
  failedResponses: 'FailedResponses',
  /** Containments that ended because nobody renewed them. Unit: count. */
  leaseLapses: 'LeaseLapses',
  /** Legal clocks that ran out without a notice. Unit: count. */
  missedClocks: 'MissedClocks',
} as const;

export type MetricName = Exclude<keyof typeof metricNames, 'namespace'>;
