import { waysOf } from '#/domain/access/relations.ts';
import { Problem } from '#/domain/api/problems.ts';
import { type Entity, type IdsOf, type KeyTemplate, listKey } from '#/domain/data-map/entity.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { type Admission, admit, isTorn, touchSignIn } from './admit.ts';
import { commit, type Saved } from './commit.ts';
import { consentsAsked } from './consent-gate.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { type Changes, change, type Draft, type Revision } from './draft.ts';
import { keyRow } from './epochs.ts';
import { type Idempotency, idempotencyOf, refuseReplay } from './idempotency.ts';
import { idsIn, pointerRows, type ReadyKey, refOf } from './records.ts';
import { getTogether, type ListQuery, listRows, type RowRef, type Rows, rowName } from './rows.ts';
import { type Asked, type Trip, travel } from './trip.ts';
import { type Found, isErased, readyKey, unseal } from './unseal.ts';
import type { Vault } from './vault.ts';
import { every, of, type Ref, type Visit } from './visit.ts';
import { epochRefs } from './wanted.ts';

type Opened<R extends Record<string, Ref>> = { [K in keyof R]: Found<R[K]['entity']> };
export type Page<T> = { readonly items: T[]; readonly next: string | null };
export type Paging = { readonly limit: number; readonly cursor?: string | undefined; readonly ascending?: true };
/** Ids that a pointer row holds, and whose key opens what it points to. */
export type Pointer = { readonly ids: Readonly<Record<string, string>>; readonly subject: string | undefined };

type Entered = { readonly asked: Asked; readonly trip: Trip; readonly admission: Admission };

const eventOf = (type: string, { subject, ids }: Pick<Draft, 'subject' | 'ids'>) => ({
  type,
  subjectId: subject,
  resourceId: Object.values(ids).at(-1) as string,
});
/** One person's restriction must not hide everybody else's records from those who read several. */
function unlessRestricted(refusal: unknown): undefined {
  if (!(refusal instanceof Problem) || refusal.type !== 'processing-restricted') throw refusal;
}
const isPresent = <E extends Entity>(record: Found<E>): record is Saved<E> => record !== undefined && !isErased(record);

/**
 * The one door to personal data, for one request. Every call states its purpose (the route's), passes the gate (sign-in,
 * relation, key), and is in the access log of the person concerned before anything is released.
 */
export class Door {
  readonly visit: Visit;
  readonly #vault: Vault;
  #entered: Entered | undefined;
  #idempotency: Idempotency | undefined;

  constructor(vault: Vault, visit: Visit) {
    this.#vault = vault;
    this.visit = visit;
  }

  /** One trip: everything the decision and the answer need, decided before anything is opened. */
  async #enter(refs: readonly Ref[], along: readonly RowRef[] = []): Promise<Entered> {
    const { visit } = this;
    const ways = visit.route.who === 'public' ? [] : waysOf(visit.route.who, visit.caller);
    const [way] = ways;
    if (!way) throw new Problem('forbidden');
    const isFirst = !this.#entered;
    if (isFirst) this.#idempotency = await idempotencyOf(this.#vault, visit);
    const also = this.#idempotency ? [...along, this.#idempotency.row] : along;
    const asked: Asked = { visit, refs, epochs: epochRefs(this.#vault, visit), also, way };
    const trip = await travel(this.#vault, asked);
    // At the first entry only: later ones may follow this request's own write.
    const refuseRepeated = () => {
      if (isFirst && this.#idempotency) refuseReplay(this.#vault, this.#idempotency, trip.rows);
    };
    const admission = await admit(this.#vault, asked, ways, trip).catch((refusal: unknown) => {
      // The end of an engagement ends the coach's own relation: repeated, it is answered as before, with nothing to read.
      if (!visit.route.replay && refusal instanceof Problem && refusal.type === 'not-found') refuseRepeated();
      throw refusal;
    });
    await Promise.all([trip.logged, touchSignIn(this.#vault, visit, admission.standing)]);
    refuseRepeated();
    this.#entered = { asked, trip, admission };
    return this.#entered;
  }

  /** The rows of a trip, records read again where a grant is so new that the batch may have seen them before it. */
  async #settled({ asked, trip }: Entered): Promise<Rows> {
    if (!isTorn(this.#vault, asked, trip)) return trip.rows;
    const refs = asked.refs.filter((ref) => !ref.every).map(({ entity, ids }) => refOf(entity, ids));
    const again = await getTogether(this.#vault.tables, refs);
    const records = new Set(refs.map(rowName));
    return { get: (ref) => (records.has(rowName(ref)) ? again : trip.rows).get(ref) };
  }

  #unseal<E extends Entity>(rows: Rows, ref: Ref<E>, { admission }: Entered): Promise<Found<E>> {
    return unseal(this.#vault, this.visit, rows, ref, admission.engagement);
  }

  /** Passes the gate without opening a record: for routes that only write. */
  async admission(): Promise<Admission> {
    return (await this.#enter([])).admission;
  }

  /** Opens the named records: each a record, erased, or undefined when there is nothing for this caller. */
  async open<R extends Record<string, Ref>>(refs: R): Promise<Opened<R>> {
    return (await this.consult(refs, [])).found;
  }

  /** Opens records, and gives rows that were read along in the same trip: keys and holds, which say nothing of anybody. */
  async consult<R extends Record<string, Ref>>(refs: R, along: readonly RowRef[]) {
    const entered = await this.#enter(Object.values(refs), along);
    const rows = await this.#settled(entered);
    const found = Object.entries(refs).map(async ([name, ref]) => [name, await this.#unseal(rows, ref, entered)]);
    return { found: Object.fromEntries(await Promise.all(found)) as Opened<R>, rows };
  }

  /** @throws Problem `not-found` or `erased` when the record is not there for this caller */
  async read<E extends Entity>(entity: E, ids: IdsOf<E>, subject?: string): Promise<Saved<E>> {
    const { record } = await this.open({ record: of(entity, ids, subject) });
    return present(record as Found<E>);
  }

  /** Several records at once; those that are erased, restricted by their person or not for this caller are left out. */
  async readAll<E extends Entity>(refs: readonly Ref<E>[]): Promise<Saved<E>[]> {
    const entered = await this.#enter(refs);
    const rows = await this.#settled(entered);
    const found = await Promise.all(refs.map((ref) => this.#unseal(rows, ref, entered).catch(unlessRestricted)));
    return found.filter(isPresent);
  }

  /**
   * One page of a list that shares its key and its path, newest first: one query beside the gate's trip. `within` names
   * the record that the list stands below, when the engagement alone does not say that it exists.
   * @throws Problem `not-found` or `erased` when that record is not there for this caller
   */
  async list<E extends Entity>(
    entity: E,
    ids: Partial<IdsOf<E>>,
    paging: Paging,
    within?: Ref,
  ): Promise<Page<Saved<E>>> {
    const query = await this.#query(entity, entity.key, ids as Record<string, string>, paging);
    const [first, entered] = await Promise.all([
      listRows(this.#vault.tables, query),
      this.#enter([every(entity, ids), ...(within ? [within] : [])]),
    ]);
    const torn = isTorn(this.#vault, entered.asked, entered.trip);
    if (within) present(await this.#unseal(await this.#settled(entered), within, entered));
    const page = torn ? await listRows(this.#vault.tables, query) : first;
    const listed = new Map(page.rows.map((row) => [rowName({ store: entity.store, pk: row.pk, sk: row.sk }), row]));
    const rows: Rows = { get: (ref) => listed.get(rowName(ref)) ?? entered.trip.rows.get(ref) };
    const refs = page.rows.map((row) => of(entity, idsIn(entity.key, row) as IdsOf<E>));
    const found = await Promise.all(refs.map((ref) => this.#unseal(rows, ref, entered)));
    return { items: found.filter(isPresent), next: await this.#cursor(page.next) };
  }

  /** One page of pointers: ids only, so whatever they point to is still read and gated one by one. */
  async pointers(entity: Entity, side: number, ids: Record<string, string>, paging: Paging): Promise<Page<Pointer>> {
    const template = entity.pointers?.[side];
    if (!template) throw new TypeError(`The data map gives ${entity.name} no pointer ${side}.`);
    const query = await this.#query(entity, template, ids, paging);
    const [page] = await Promise.all([listRows(this.#vault.tables, query), this.#enter([])]);
    const items = page.rows.map((row) => ({ ids: idsIn(template, row), subject: row.subject }));
    return { items, next: await this.#cursor(page.next) };
  }

  async #query(
    entity: Entity,
    key: KeyTemplate,
    ids: Record<string, string>,
    { limit, cursor, ascending }: Paging,
  ): Promise<ListQuery> {
    const after = cursor ? await openCursor(this.#vault, this.visit, cursor) : undefined;
    return { store: entity.store, ...listKey(key, ids), limit, after, ascending };
  }

  #cursor(next: string | undefined): Promise<string> | null {
    return next ? sealCursor(this.#vault, this.visit, next) : null;
  }

  /** Writes drafts in one transaction; the visit must have passed the gate before. */
  async save(changes: Changes): Promise<Saved[]> {
    if (!this.#entered) throw new TypeError('A visit writes only after it has passed the gate.');
    const { trip, admission } = this.#entered;
    return commit(this.#vault, this.visit, { rows: trip.rows, admission, idempotency: this.#idempotency }, changes);
  }

  /**
   * The keys of everybody whose consent the visit takes, in one order: what is sealed under all of them goes with any.
   * @throws Problem `erased` when one is not there
   */
  async consentKeys(purpose: ConsentPurpose): Promise<ReadyKey[]> {
    const { trip, admission } = this.#entered ?? (await this.#enter([]));
    const asked = consentsAsked(this.visit, admission.engagement?.values).filter(
      (consent) => consent.purpose === purpose,
    );
    const keys = asked.map(({ personId }) =>
      readyKey(this.#vault, trip.rows, { row: keyRow(personId, purpose), purpose }),
    );
    return (await Promise.all(keys)).map((key) => {
      if (!key) throw new Problem('erased');
      return key;
    });
  }

  /** Deletes a record with its pointers. @throws Problem `version-changed` unless it is the version the request names */
  async remove<E extends Entity>(type: string, record: Saved<E>): Promise<void> {
    this.#requireVersion(record);
    const { entity, ids, values } = record;
    const own = { ...refOf(entity, ids), version: record.version };
    const removes = [own, ...pointerRows(entity, { ...(values as object), ...ids })];
    await this.save({ records: [], removes, event: eventOf(type, record) });
  }

  #requireVersion({ version }: Saved): void {
    const { ifMatch } = this.visit;
    if (ifMatch !== undefined && ifMatch !== version) throw new Problem('version-changed');
  }

  /** Adds one record. `type` names the event, such as `note.written`. */
  async add<E extends Entity>(type: string, draft: Draft<E>): Promise<Saved<E>> {
    const [saved] = await this.save({ records: [draft], event: eventOf(type, draft) });
    return saved as Saved<E>;
  }

  /** Writes the next version of a record. @throws Problem `version-changed` unless it is the version the request names */
  async revise<E extends Entity>(
    type: string,
    record: Saved<E>,
    changes: Revision<E>,
    along: readonly Draft[] = [],
  ): Promise<Saved<E>> {
    this.#requireVersion(record);
    const draft = change(record, changes);
    const [saved] = await this.save({ records: [draft, ...along], event: eventOf(type, draft) });
    return saved as Saved<E>;
  }
}

/** @throws Problem `not-found` or `erased` */
export function present<E extends Entity>(record: Found<E>): Saved<E> {
  if (record === undefined) throw new Problem('not-found');
  if (isErased(record)) throw new Problem('erased');
  return record;
}
