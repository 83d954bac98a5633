import { Problem } from '#/domain/api/problems.ts';
import { dataRequest, requestRegister } from '#/domain/data-map/entities/rights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { type Move, moved, moves, statesFor } from '#/domain/rights/moves.ts';
import type { Errand } from './errand.ts';
import { saveErrand } from './errand-write.ts';
import { fromRow, refOf } from './records.ts';
import { moving, type RegisterRecord, type RequestRecord } from './requests.ts';
import { getTogether } from './rows.ts';
import { WriteRefused } from './transaction.ts';
import type { Vault } from './vault.ts';

const attempts = 5;

type Standing = { readonly request: RequestRecord | undefined; readonly register: RegisterRecord | undefined };

/** A request with the count it stands in. Ids, states and times: nothing that a key would open. */
async function readStanding(vault: Vault, personId: string, requestId: string): Promise<Standing> {
  const refs = { request: refOf(dataRequest, { personId, requestId }), register: refOf(requestRegister, { personId }) };
  const rows = await getTogether(vault.tables, Object.values(refs));
  const request = rows.get(refs.request);
  const register = rows.get(refs.register);
  return {
    request: request && fromRow(vault.instance, dataRequest, request, undefined),
    register: register && fromRow(vault.instance, requestRegister, register, undefined),
  };
}

/** A request of the errand's person, as it stands now; undefined when there is none. */
export async function readRequest(
  vault: Vault,
  { personId }: Errand,
  requestId: string,
): Promise<RequestRecord | undefined> {
  return (await readStanding(vault, personId, requestId)).request;
}

/**
 * Moves a request on, for a job. A step that is repeated after a crash finds its move made and leaves it at that.
 * @throws Problem `not-found`; `conflict` when the request cannot make the move from where it stands
 */
export async function advanceRequest(
  vault: Vault,
  errand: Errand,
  requestId: string,
  move: Move,
): Promise<ValuesOf<typeof dataRequest>> {
  const { personId } = errand;
  for (let attempt = 1; ; attempt++) {
    const { request, register } = await readStanding(vault, personId, requestId);
    if (!request) throw new Problem('not-found');
    if (moves[move.name].some(({ to }) => to === request.values.state)) return request.values;
    const to = moved(request.values, move, 'service', vault.now());
    if (!to) {
      const from = statesFor(move.name, 'service').join(', ') || 'no state';
      throw new Problem('conflict', { detail: `A job makes this move from ${from}; it is ${request.values.state}.` });
    }
    const { values, ...written } = moving(vault, request, to, register);
    const event = { type: `request.${values.state}`, subjectId: personId, resourceId: requestId };
    try {
      await saveErrand(vault, errand, { ...written, event });
      return values;
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || attempt === attempts) throw cause;
    }
  }
}
