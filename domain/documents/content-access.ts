import type { Area } from '#/domain/api/area.ts';
import { fieldNames } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { operatorAccess } from '#/domain/data-map/operator-access.ts';
import { staffWith } from './readers.ts';

/** What staff cannot do with a content class, whatever their role. */
const cannotRead: Readonly<Record<string, string>> = {
  server_readable:
    'No role reads it in a table, stream, backup or log: there it is encrypted. No role reaches it through the API but by a route of its contract, and each opening is logged for the person.',
  identifiers_only: 'It holds no words that a person wrote, so there is none to read.',
  end_to_end: 'Neither staff nor functions can read it.',
};

type ContentAccess = { readonly contentClass: string; readonly covers: string[]; readonly operatorCanRead: string };

const noEndToEnd: ContentAccess = {
  contentClass: 'end_to_end',
  covers: [],
  operatorCanRead: 'There is nothing in this class. No part of the service may be called end-to-end encrypted.',
};

/**
 * What staff can and cannot technically read, by content class and by kind of record, from the data map and the contracts
 * (EN18). A class that is empty is listed, so that nobody takes it for granted.
 */
export function contentAccess(areas: readonly Area[]) {
  const filled: readonly ContentAccess[] = operatorAccess();
  const classes = filled.some(({ contentClass }) => contentClass === 'end_to_end') ? filled : [...filled, noEndToEnd];
  return {
    classes: classes.map(({ contentClass, covers, operatorCanRead }) => ({
      contentClass,
      covers,
      operatorCanRead,
      operatorCannotRead: cannotRead[contentClass] ?? '',
    })),
    records: entities.map((entity) => ({
      record: entity.name,
      contentClass: classes.find(({ covers }) => covers.includes(entity.name))?.contentClass ?? '',
      encrypted: fieldNames(entity, 'sealed'),
      readableInTheTable: [...fieldNames(entity, 'bound'), ...fieldNames(entity, 'plain')],
      staffWithARoute: staffWith(entity, areas),
    })),
  };
}
