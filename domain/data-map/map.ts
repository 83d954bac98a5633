import * as coaching from './entities/coaching.ts';
import * as directory from './entities/directory.ts';
import * as safeguards from './entities/safeguards.ts';
import type { Entity } from './entity.ts';

/** Every entity of the data map, by name. What is not here cannot be stored. */
export const entities: readonly Entity[] = [coaching, directory, safeguards].flatMap((room) => Object.values(room));
