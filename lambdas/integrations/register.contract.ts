import * as z from 'zod/mini';
import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { integration } from '#/domain/data-map/entities/integrations.ts';
import { integrationStates } from '#/domain/integrations/states.ts';
import { once } from '#/domain/once.ts';
import { administrator, champions, reviewers } from './ways.contract.ts';

const registered = { purposes: ['integration_registry'] } as const;
const list = '/v1/organizations/{organizationId}/integrations';
const one = `${list}/{integrationId}` as const;

const proposed = [
  'name',
  'processor',
  'endpoint',
  'manifest',
  'purposeClass',
  'country',
  'mechanism',
  'tiaId',
  'agreement',
  'assessment',
  'healthData',
  'baaId',
] as const;

const state = () => z.enum([...integrationStates, 'active']);

const integrationAnswer = once(() =>
  z.extend(
    representation(integration, ['organizationId', 'integrationId'], ['signingKeys', 'secretVersion', 'state']),
    {
      state: state(),
      /** From when on an announced integration may get data. */
      startsAt: z.nullable(z.iso.datetime()),
      /** What stands against sending anything to it, whatever its state. */
      faults: z.array(z.string()),
      hasSigningKey: z.boolean(),
    },
  ),
);

const done = { ...registered, status: 200, answer: integrationAnswer, replay: { route: 'readIntegration' } } as const;

export const registerRoutes = {
  proposeIntegration: route({
    ...registered,
    method: 'POST',
    path: list,
    says: 'Proposes a tool of a third party: what it gets, where, on which terms. A privacy champion has to sign it.',
    who: administrator,
    body: () => bodyOf(integration, proposed),
    status: 201,
    answer: integrationAnswer,
    replay: { route: 'readIntegration', id: 'integrationId' },
  }),
  listIntegrations: route({
    ...registered,
    method: 'GET',
    path: list,
    says: 'The register of tools, newest first; with a state, those that stand there, such as what waits for a signature. Never who has connected one.',
    who: reviewers,
    query: () => ({ ...paging(), state: z.optional(state()) }),
    status: 200,
    answer: () => page(integrationAnswer()),
  }),
  readIntegration: route({
    ...registered,
    method: 'GET',
    path: one,
    says: 'One entry of the register.',
    who: reviewers,
    status: 200,
    answer: integrationAnswer,
  }),
  changeIntegration: route({
    ...registered,
    method: 'PATCH',
    path: one,
    says: 'Changes an entry. It has to be signed again, and announced again when what people were told has changed.',
    who: administrator,
    body: () => changesOf(integration, proposed),
    ifMatch: true,
    status: 200,
    answer: integrationAnswer,
  }),
  issueSigningKey: route({
    ...registered,
    method: 'PUT',
    path: `${one}/signing-key`,
    says: 'Makes a new key that messages are signed with (Standard Webhooks) and shows it this once. The one before signs along.',
    who: administrator,
    status: 200,
    answer: () => z.strictObject({ signingKey: z.string() }),
  }),
  signIntegration: route({
    ...done,
    method: 'POST',
    path: `${one}/sign`,
    says: 'A privacy champion signs for the tool. It takes two people: not the one who proposed or changed it.',
    who: champions,
  }),
  announceIntegration: route({
    ...done,
    method: 'POST',
    path: `${one}/announce`,
    says: 'Tells people of the tool. It can get data 30 days later, from those who connected it.',
    who: administrator,
  }),
  suspendIntegration: route({
    ...done,
    method: 'POST',
    path: `${one}/suspend`,
    says: 'Stops everything that would be sent to the tool, until it is signed again.',
    who: reviewers,
  }),
} as const;
