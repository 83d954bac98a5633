/** Figures that functions count and alarms watch. Each has the dimension `service`: the name of the area that counted it. */
export const metricNames = {
  namespace: 'CoachVault',
  /** A third party has let the deadline of an event pass, and a person has to look. Unit: count. */
  webhookEscalations: 'WebhookEscalations',
} as const;
