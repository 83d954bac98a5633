import type { Room } from './rooms.ts';

/**
 * The lint override that says about one room what the table says: nothing but the named specifiers, and whatever lies
 * beside or below the file. Lint sees text only: that a `./` import stays in the room and that an area is the file's
 * own is for the import scan to find.
 */
export function lintOverrideOf(room: Room): unknown {
  const allowed = ['./**', ...room.imports].map((glob) => `!${glob.replace('{area}', '*')}`);
  const message = `The room ${room.name} may not import this: see the table in test/rooms/rooms.ts.`;
  const options = { patterns: [{ group: ['**', ...allowed], message }] };
  return {
    includes: [...room.files],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } },
  };
}

/** Rooms in the order biome.json needs them: there the last matching override wins, in the table the first room. */
export function lintedRooms(rooms: readonly Room[]): Room[] {
  return rooms.filter((room) => !room.imports.includes('**')).reverse();
}
