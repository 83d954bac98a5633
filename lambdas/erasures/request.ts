import { isOpen } from '#/domain/rights/states.ts';
import { advanceRequest, readRequest } from '#/vault/advance-request.ts';
import { type Execution, errandOf, kept } from './run.ts';

export type Asked = { readonly personId: string; readonly requestId: string };

/** What a request says while it stands: confirmed, and at no end yet. */
type Standing = { readonly graceSeconds: number; readonly about: string | null };

/** Undefined when the request was called off or is at its end. */
async function standing({ services: { vault } }: Execution, { personId, requestId }: Asked): Promise<Standing | null> {
  const values = (await readRequest(vault, errandOf('request', personId), requestId))?.values;
  if (values?.confirmedAt === undefined || !isOpen(values.state)) return null;
  const graceMs = Math.max(0, (values.graceUntil ?? 0) - vault.now());
  return { graceSeconds: Math.ceil(graceMs / 1000), about: values.about ?? null };
}

/** The request after its days of grace, in which the person could still call it off; null when they did. */
export async function afterGrace(execution: Execution, asked: Asked): Promise<Standing | null> {
  for (;;) {
    const request = await kept(execution, 'request', () => standing(execution, asked));
    if (!request || request.graceSeconds === 0) return request;
    await execution.context.wait('grace', { seconds: request.graceSeconds });
  }
}

type Move = Parameters<typeof advanceRequest>[3];

export async function advance(execution: Execution, { personId, requestId }: Asked, move: Move): Promise<void> {
  await kept(execution, move.name, async () => {
    await advanceRequest(execution.services.vault, errandOf(move.name, personId), requestId, move);
  });
}
