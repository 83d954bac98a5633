/** The module of an area's function. */
export type HandlerModule = { readonly handler: unknown };

/** Every area's function, loaded at its first request as Lambda does. A test holds the names equal to the contracts'. */
export const handlerModules: Readonly<Record<string, () => Promise<HandlerModule>>> = {
  account: () => import('#/lambdas/account/account.handler.ts'),
  coaching: () => import('#/lambdas/coaching/coaching.handler.ts'),
  consents: () => import('#/lambdas/consents/consents.handler.ts'),
  'engagement-log': () => import('#/lambdas/engagement-log/engagement-log.handler.ts'),
  statistics: () => import('#/lambdas/statistics/statistics.handler.ts'),
  deliveries: () => import('#/lambdas/deliveries/deliveries.handler.ts'),
  copies: () => import('#/lambdas/copies/copies.handler.ts'),
  engagements: () => import('#/lambdas/engagements/engagements.handler.ts'),
  exports: () => import('#/lambdas/exports/exports.handler.ts'),
  imports: () => import('#/lambdas/imports/imports.handler.ts'),
  insights: () => import('#/lambdas/insights/insights.handler.ts'),
  incidents: () => import('#/lambdas/incidents/incidents.handler.ts'),
  containment: () => import('#/lambdas/containment/containment.handler.ts'),
  'evidence-clock': () => import('#/lambdas/evidence-clock/evidence-clock.handler.ts'),
  integrations: () => import('#/lambdas/integrations/integrations.handler.ts'),
  holds: () => import('#/lambdas/holds/holds.handler.ts'),
  proofs: () => import('#/lambdas/proofs/proofs.handler.ts'),
  retention: () => import('#/lambdas/retention/retention.handler.ts'),
  sweeper: () => import('#/lambdas/sweeper/sweeper.handler.ts'),
  erasures: () => import('#/lambdas/erasures/erasures.handler.ts'),
  ops: () => import('#/lambdas/ops/ops.handler.ts'),
  guardianships: () => import('#/lambdas/guardianships/guardianships.handler.ts'),
  safeguards: () => import('#/lambdas/safeguards/safeguards.handler.ts'),
  'majority-clock': () => import('#/lambdas/majority-clock/majority-clock.handler.ts'),
  reviews: () => import('#/lambdas/reviews/reviews.handler.ts'),
  propagations: () => import('#/lambdas/propagations/propagations.handler.ts'),
  recordings: () => import('#/lambdas/recordings/recordings.handler.ts'),
  'objection-outcomes': () => import('#/lambdas/objection-outcomes/objection-outcomes.handler.ts'),
  'privacy-office': () => import('#/lambdas/privacy-office/privacy-office.handler.ts'),
  rights: () => import('#/lambdas/rights/rights.handler.ts'),
  'support-clock': () => import('#/lambdas/support-clock/support-clock.handler.ts'),
  'support-grants': () => import('#/lambdas/support-grants/support-grants.handler.ts'),
  'support-view': () => import('#/lambdas/support-view/support-view.handler.ts'),
  transparency: () => import('#/lambdas/transparency/transparency.handler.ts'),
  webhooks: () => import('#/lambdas/webhooks/webhooks.handler.ts'),
  withdrawals: () => import('#/lambdas/withdrawals/withdrawals.handler.ts'),
  outbox: () => import('#/lambdas/outbox/outbox.handler.ts'),
  organizations: () => import('#/lambdas/organizations/organizations.handler.ts'),
  public: () => import('#/lambdas/public/public.handler.ts'),
  'sign-in': () => import('#/lambdas/sign-in/sign-in.handler.ts'),
};

/** Throws TypeError for an area that has no function here. */
export function loadHandlerModule(area: string): Promise<HandlerModule> {
  const load = handlerModules[area];
  if (load === undefined) throw new TypeError(`local/run/handler-modules.ts does not name the area ${area}.`);
  return load();
}
