import * as z from 'zod/mini';
import { actor, id } from '#/domain/ids.ts';
import { once } from '#/domain/once.ts';
import { playbookIds } from './playbook.ts';
import { severityNames } from './severity.ts';
import { targetTypes } from './targets.ts';

/** What starts a run of the engine. Ids only, for it stands in the history of the execution. */
export const runEvent = once(() =>
  z.strictObject({
    /** `release` brings back what the case contained; the others begin with a playbook. */
    kind: z.enum(['playbook', 'release', 'lapse']),
    incidentId: id('incident'),
    /** Counts the runs of the case. */
    run: z.int().check(z.minimum(1)),
    playbook: z.optional(z.enum(playbookIds)),
    target: z.strictObject({ type: z.enum(targetTypes), id: z.string() }),
    severity: z.enum(severityNames),
    initiatorId: actor(),
  }),
);
export type RunEvent = z.output<ReturnType<typeof runEvent>>;

/** The name of a run’s execution: starting it again changes nothing. It begins with the instance, for names are unique in an account. */
export const runName = ({ incidentId, run }: Pick<RunEvent, 'incidentId' | 'run'>): string =>
  `${incidentId}-${run}`.replaceAll(/[^A-Za-z0-9-]/g, '-');
