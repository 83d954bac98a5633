import * as z from 'zod/mini';
import { page, paging, route } from '#/domain/api/route.ts';
import { integration, propagation } from '#/domain/data-map/entities/integrations.ts';
import { connectionStates, integrationStates } from '#/domain/integrations/states.ts';
import { once } from '#/domain/once.ts';
import { client } from './ways.contract.ts';

const own = { who: client, purposes: ['integration_registry'], status: 200 } as const;
const list = '/v1/me/integrations';
const one = `${list}/{integrationId}` as const;

const ownAnswer = once(() => {
  const { name, processor, purposeClass, country, mechanism, manifest } = integration.fields;
  return z.strictObject({
    integrationId: z.string(),
    organizationId: z.string(),
    name: name.schema,
    processor: processor.schema,
    purposeClass: purposeClass.schema,
    country: country.schema,
    mechanism: mechanism.schema,
    /** All that it gets while it is connected. */
    fields: manifest.schema,
    state: z.enum([...integrationStates, 'active']),
    /** The first moment at which it can get anything: 30 days after people were told. */
    startsAt: z.nullable(z.iso.datetime()),
    /** `lapsed`: it was connected under a consent that is not in force any more, and gets nothing. */
    connection: z.enum(['none', 'lapsed', ...connectionStates]),
    since: z.nullable(z.iso.datetime()),
  });
});
const propagationAnswer = once(() => {
  const { integrationId, cause, state } = propagation.fields;
  return z.strictObject({
    propagationId: z.string(),
    integrationId: integrationId.schema,
    cause: cause.schema,
    state: state.schema,
    /** When what the third party is told of happened. */
    since: z.iso.datetime(),
    /** By when it has to confirm that it has stopped and deleted. */
    dueBy: z.iso.datetime(),
    /** When it confirmed, or when the privacy office was asked to go after it. */
    answeredAt: z.nullable(z.iso.datetime()),
  });
});
const done = { ...own, answer: ownAnswer, replay: { route: 'readMyIntegration' } } as const;

export const ownRoutes = {
  listMyIntegrations: route({
    ...own,
    method: 'GET',
    path: list,
    says: 'Tools that the caller can connect or has connected: which fields each gets, where, and since when.',
    answer: () => z.strictObject({ integrations: z.array(ownAnswer()) }),
  }),
  readMyIntegration: route({
    ...own,
    method: 'GET',
    path: one,
    says: 'One tool that the caller can connect or has connected.',
    answer: ownAnswer,
  }),
  connectIntegration: route({
    ...done,
    method: 'POST',
    path: `${one}/connect`,
    says: 'Lets a tool have its declared fields from now on, within the consent to sharing. Nobody else can.',
    purposes: ['integration_sharing', 'integration_registry'],
  }),
  disconnectIntegration: route({
    ...done,
    method: 'POST',
    path: `${one}/disconnect`,
    says: 'Ends the sharing with a tool at once, what is on its way included, and tells the tool to delete what it got.',
  }),
  listPropagations: route({
    ...own,
    method: 'GET',
    path: '/v1/me/consents/propagation',
    says: 'Which third parties were told to stop and delete, why, and whether they have confirmed: newest first.',
    query: paging,
    answer: () => page(propagationAnswer()),
  }),
  objectToIntegration: route({
    ...done,
    method: 'POST',
    path: `${one}/object`,
    says: 'Objects to a tool, before or after it starts: it gets nothing about the caller, and is told so if it got something.',
  }),
} as const;
