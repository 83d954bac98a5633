import { rights } from '#/domain/consent/receipt-facts.ts';
import { buckets } from '#/domain/data-map/buckets.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { entities } from '#/domain/data-map/map.ts';
import { mapVersion } from '#/domain/data-map/version.ts';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import { jurisdictionMatrix } from '#/domain/jurisdictions/matrix.ts';
import { type RequestKind, requestClock } from '#/domain/jurisdictions/request-clock.ts';
import { type Block, heading, list, paragraph, table } from './document.ts';
import { type DocumentFacts, reachedAt } from './facts.ts';
import { titled } from './words.ts';

/** What a person can ask for, how, until when it is answered, and what stays after an erasure (TR6). */
export const rightsBlocks = (facts: DocumentFacts): Block[] => [
  heading('Your rights'),
  table(
    ['You can', 'How'],
    rights.map(({ title, path }) => [title, `${facts.controller.door}${path}`]),
  ),
  list([
    `You can also write to ${reachedAt(facts.controller.privacyContact)}. We ask you to sign in afresh before we act, so that nobody acts in your name.`,
    'Using a right costs nothing and changes nothing in the service you get.',
    'You can complain to the data-protection authority where you live or work.',
    'A browser that sends Global Privacy Control (Sec-GPC: 1) is taken at its word.',
    'Below the age at which the law of your country lets you consent alone, a guardian decides with you.',
  ]),
  heading('Until when we answer'),
  paragraph(
    'Each request shows the day it is due, by the strictest law that protects you. Where we do not know your country, these hold:',
  ),
  table(
    ['Request', 'Answered within', 'In law'],
    deadlineKinds.map((kind) => deadlineRow(kind, facts)),
  ),
  heading('What an erasure does'),
  list([
    'You are shown what will happen and confirm it. Then your keys are destroyed, which makes your records unreadable at once, and everything is deleted.',
    `Copies lapse by themselves: wrapped keys after ${holders.key_backups.keepDays} days, tables after ${holders.backups.keepDays}. ${buckets.ledger.says}`,
    'You get a signed certificate of what was deleted, what stays, why and until when.',
  ]),
  table(
    ['What stays', 'Why'],
    entities.flatMap(({ name, onErasure }) => (onErasure === 'delete' ? [] : [[titled(name), onErasure.stays]])),
  ),
];

const deadlineKinds: readonly RequestKind[] = [
  'access',
  'portability',
  'rectification',
  'restriction',
  'objection',
  'erasure',
];

const homes = { EU: 'eu', NA: 'na' } as const;

function deadlineRow(kind: RequestKind, { controller }: DocumentFacts): string[] {
  const at = Date.parse(`${mapVersion.since}T00:00:00Z`);
  const bound = regimesFor({ instance: homes[controller.jurisdiction] }, at).regimes;
  const { regime, rule, citation, dueAt } = requestClock(kind, bound, at);
  const row = jurisdictionMatrix().find((candidate) => candidate.regime === regime && candidate.rule === rule);
  return [titled(kind), row?.value ?? `${Math.round((dueAt - at) / 86_400_000)} days`, citation];
}
