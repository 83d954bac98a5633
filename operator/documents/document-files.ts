import type { Area } from '#/domain/api/area.ts';
import { flowPicture, flowTitle } from '#/domain/documents/data-flow.ts';
import { documentsOf } from '#/domain/documents/documents.ts';
import type { DocumentFacts } from '#/domain/documents/facts.ts';
import { flowSvg } from '#/domain/documents/flow-svg.ts';
import { flowMap } from '#/domain/documents/flows.ts';
import { html } from '#/domain/documents/html.ts';
import { markdown } from '#/domain/documents/markdown.ts';
import type { TransparencyCounts } from '#/domain/documents/transparency-report.ts';
import { controllerOf, type Instance } from '#/lib/instances.ts';

/** What the documents of an instance are made from, as lib/instances.ts and the contracts say it. */
export const factsOf = (instance: Instance, areas: readonly Area[]): DocumentFacts => ({
  controller: {
    instance: instance.id,
    jurisdiction: instance.jurisdiction,
    region: instance.region,
    door: instance.door,
    ...controllerOf(instance),
  },
  backupRegion: instance.backupRegion,
  securityContact: instance.securityContact,
  areas,
});

/** The files of an instance’s documents by name: each as Markdown and as HTML, and the picture of the data flow. */
export const documentFiles = (facts: DocumentFacts, counts?: TransparencyCounts): ReadonlyMap<string, string> =>
  new Map([
    ...documentsOf(facts, counts).flatMap((document): [string, string][] => [
      [`${document.name}.md`, markdown(document)],
      [`${document.name}.html`, html(document)],
    ]),
    [flowPicture, flowSvg(flowMap(facts), flowTitle)],
  ]);

const reportName = /^transparency-report-\d{4}-q[1-4]\.(md|html)$/;

/** Whether a file of this name in an instance’s folder is one that we write; reports of other quarters are, too. */
export const isDocumentFile = (name: string, files: ReadonlyMap<string, string>): boolean =>
  files.has(name) || reportName.test(name);
