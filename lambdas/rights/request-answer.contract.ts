import * as z from 'zod/mini';
import { once } from '#/domain/once.ts';
import { requestKinds } from '#/domain/rights/kinds.ts';
import { extensionReasons, refusalReasons, requestStates } from '#/domain/rights/states.ts';

const moment = () => z.nullable(z.iso.datetime());
const staying = once(() => z.strictObject({ entity: z.string(), why: z.string(), kept: z.string() }));

/** By when a request is answered, and which law says so. */
const due = once(() =>
  z.strictObject({
    at: z.iso.datetime(),
    regime: z.nullable(z.string()),
    law: z.string(),
    citation: z.string(),
    /** `rule`: the law sets it for this kind; `nearest_rule`: for a related one; `our_default`: no law sets a number. */
    basis: z.enum(['rule', 'nearest_rule', 'our_default']),
    /** What was not known and is taken at its strictest. */
    assumed: z.array(z.string()),
    /** Until when it may be put off, with reasons; null where it may not, or was already. */
    extendableTo: moment(),
    acknowledgeBy: moment(),
  }),
);

const course = once(() => ({
  requestId: z.string(),
  kind: z.enum(requestKinds),
  title: z.string(),
  /** The purpose or the records that it is limited to. */
  about: z.nullable(z.string()),
  state: z.enum(requestStates),
  receivedAt: z.iso.datetime(),
  /** The answer that says so is the confirmation of its arrival. */
  acknowledgedAt: z.iso.datetime(),
  verifiedAt: moment(),
  confirmedAt: moment(),
  closedAt: moment(),
  due: due(),
  extension: z.nullable(z.enum(extensionReasons)),
  refusal: z.nullable(z.enum(refusalReasons)),
  /** Until when a confirmed erasure can be called off. */
  graceUntil: moment(),
  reminders: z.array(z.strictObject({ at: z.iso.datetime(), to: z.enum(['person', 'office']), says: z.string() })),
  version: z.int(),
}));

/** A request as those who answer it see it: kinds, states and times, and nothing that anybody wrote. */
export const officeAnswer = once(() => z.strictObject({ ...course(), personId: z.string() }));

/** A request as its person sees it. */
export const requestAnswer = once(() =>
  z.strictObject({
    ...course(),
    /** What an erasure of everything would leave, why, and how long. */
    stays: z.array(staying()),
    /** Of an erasure or early deletion: what it would do. */
    preview: z.nullable(
      z.strictObject({
        goes: z.array(z.strictObject({ entity: z.string(), how: z.string() })),
        stays: z.array(staying()),
        /** From then on no backup of ours holds what went. */
        backupsLapseAt: z.iso.datetime(),
      }),
    ),
    /** Of access and portability, once the copy is there. */
    copy: z.nullable(
      z.strictObject({ bytes: z.int(), pieces: z.int(), expiresAt: z.iso.datetime(), deliveredAt: moment() }),
    ),
    /** What the person wrote; null in lists. */
    words: z.nullable(z.string()),
    /** What the person was told besides the state; null in lists. */
    answer: z.nullable(z.string()),
  }),
);
