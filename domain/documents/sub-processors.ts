import { storeNames } from '#/domain/data-map/stores.ts';
import {
  objectionDays,
  objectionUntil,
  processors,
  registerVersion,
  registerVersions,
  transferWords,
} from '#/domain/governance/processors.ts';
import { type Block, type Document, facts, heading, paragraph, subheading, table } from './document.ts';
import { type DocumentFacts, reachedAt, regionWords } from './facts.ts';
import { otherPlaces } from './places.ts';
import { listedOr } from './words.ts';

/** The register of sub-processors: who works for us, where, under which agreement, and until when one can object. */
export const subProcessors = (of: DocumentFacts): Document => ({
  name: 'sub-processors',
  title: 'Sub-processors',
  version: `register ${registerVersion.version}`,
  date: registerVersion.announced,
  blocks: [
    paragraph(
      `Organisations are told of every change and can object for ${objectionDays} days, at ${reachedAt(of.controller.privacyContact)}. ` +
        'A change takes effect after that; data of an organisation that objected does not go to the new processor.',
    ),
    ...Object.keys(processors).flatMap((id) => processorBlocks(id as keyof typeof processors, of)),
    heading('Versions of this register'),
    table(
      ['Version', 'Announced', 'Objections until', 'What changed'],
      registerVersions.map(({ version, announced, says }) => [
        String(version),
        announced,
        objectionUntil(announced),
        says,
      ]),
    ),
  ],
});

function processorBlocks(id: keyof typeof processors, { controller, backupRegion }: DocumentFacts): Block[] {
  const { name, does, contract, agreement, transfer, assessment, services } = processors[id];
  const { legalName, country } = contract[controller.jurisdiction];
  const { mechanisms, because } = transfer[controller.jurisdiction];
  return [
    heading(name),
    paragraph(does),
    facts([
      ['Contracting party', `${legalName} (${country})`],
      ['Role', 'processor, on our instructions'],
      ['Where', `${regionWords(controller.region)}; ${regionWords(backupRegion)}`],
      ['Agreement', agreement],
      ['Transfer', `${transferWords(mechanisms)} ${because}`],
      ['Assessment', `${assessment.id}, done ${assessment.done}, valid until ${assessment.until}. ${assessment.on}`],
    ]),
    subheading('Services'),
    table(
      ['Service', 'Does', 'Holds'],
      services.map((service) => [
        service.name,
        service.does,
        listedOr(heldBy(service.resources), 'nothing that stays'),
      ]),
    ),
  ];
}

/** What a service holds of ours, by the resource types that the data map names. */
export function heldBy(resources: string): string[] {
  const held = otherPlaces.filter(({ resource }) => resource.startsWith(resources)).map(({ name }) => name);
  return resources === 'AWS::DynamoDB::' ? [...storeNames.map((name) => `table ${name}`), ...held] : held;
}
