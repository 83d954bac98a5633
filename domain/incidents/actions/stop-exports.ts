import { type Action, action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

type Scope = 'person' | 'organization' | 'instance';

const stoppedOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const stopped = await eyes.exportsStopped(id);
  return stopped === undefined ? undefined : { stopped };
};

/** Links that are out already are refused as well. */
const stop = <T extends Scope>(target: T, whose: string): Action<T> =>
  action<T>({
    id: `stop-exports-of-${target}`,
    target,
    says: `makes and hands out no export ${whose}`,
    inverse: `resume-exports-of-${target}`,
    tier: 1,
    d3fend: 'D3-NTF',
    iam: [],
    look: stoppedOf,
    isSo: ({ stopped }) => stopped === true,
    act: ({ exports }, { id }, _, { incidentId }) => exports.stop(id, incidentId),
    probe: { says: 'an export is refused', holds: async (eyes, { id }) => (await eyes.exportsStopped(id)) === true },
  });

const resume = <T extends Scope>(target: T, whose: string): Action<T> =>
  action<T>({
    id: `resume-exports-of-${target}`,
    target,
    says: `makes and hands out exports ${whose} again`,
    inverse: `stop-exports-of-${target}`,
    tier: 1,
    d3fend: 'D3-RNA',
    iam: [],
    look: stoppedOf,
    isSo: ({ stopped }) => stopped === false,
    act: ({ exports }, { id }, _, { incidentId }) => exports.resume(id, incidentId),
    probe: { says: 'an export is taken', holds: async (eyes, { id }) => (await eyes.exportsStopped(id)) === false },
  });

export const stopExportsOfPerson = stop('person', 'that the person asks for');
export const resumeExportsOfPerson = resume('person', 'that the person asks for');
export const stopExportsOfOrganization = stop('organization', 'that anybody in the organisation asks for');
export const resumeExportsOfOrganization = resume('organization', 'that anybody in the organisation asks for');
export const stopExportsOfInstance = stop('instance', 'for anybody');
export const resumeExportsOfInstance = resume('instance', 'for anybody');
