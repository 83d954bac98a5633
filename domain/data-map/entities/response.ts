import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { id } from '#/domain/ids.ts';
import { switchNames } from '#/domain/incidents/switches.ts';

/** What the gate and the ways out ask about a response: ids only, in the table that they read anyway. */
const standing = {
  store: 'directory',
  about: 'instance',
  purpose: 'security',
  retention: { from: 'account.closed', keep: { days: 0 }, holdable: false },
  onErasure: { stays: 'It decides by ids what a response stopped, until people let it go on.' },
} as const;

/** The security staff that can still act: they go on while everybody else is frozen, and the last of them is never contained. */
export const officers = entity('officers', {
  ...standing,
  onExport: { leftOut: 'It tells who answers for the safety of the instance.' },
  key: { pk: 'officers', sk: 'officers#{role}' },
  fields: {
    active: plain(() => z.array(id('person')), 'security_log', 'Who can act.'),
    contained: plain(() => z.array(id('person')), 'security_log', 'Who cannot, while a response keeps them out.'),
  },
});

/**
 * Something that a response turned off, and for which cases: it is off as long as one of them wants it. Without a row it was
 * never off.
 */
export const responseSwitch = entity('response_switch', {
  ...standing,
  onExport: { leftOut: 'It tells how an incident is handled; who is concerned is told by a notice.' },
  key: { pk: 'switch#{scope}', sk: 'off#{what}' },
  fields: {
    what: plain(() => z.enum(switchNames), 'security_log', 'What is off.'),
    incidentIds: plain(() => z.array(id('incident')), 'security_log', 'The cases that want it off.'),
  },
});
