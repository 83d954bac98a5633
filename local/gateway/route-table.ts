import type { Area } from '#/domain/api/area.ts';
import type { Route } from '#/domain/api/route.ts';

type Operation = { readonly area: Area; readonly name: string; readonly route: Route };
export type Match = Operation & { readonly params: Readonly<Record<string, string>> };

export type RouteTable = {
  /** The operation for a method and decoded path segments, if there is one. */
  match(method: string, segments: readonly string[]): Match | undefined;
  /** Every method that the path has; none when it is no path of the API. */
  methodsOf(segments: readonly string[]): string[];
};

type Entry = Operation & { readonly segments: readonly string[] };

const isParameter = (segment: string): boolean => segment.startsWith('{');

function paramsOf(entry: Entry, segments: readonly string[]): Record<string, string> | undefined {
  if (entry.segments.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, wanted] of entry.segments.entries()) {
    const found = segments[index] ?? '';
    if (!isParameter(wanted)) {
      if (wanted !== found) return undefined;
    } else if (found === '') return undefined;
    else params[wanted.slice(1, -1)] = found;
  }
  return params;
}

/** A literal segment wins over a parameter, at the first place where two paths differ: as API Gateway chooses. */
function byLiteralFirst(left: Entry, right: Entry): number {
  const marks = (entry: Entry): string => entry.segments.map((segment) => (isParameter(segment) ? '1' : '0')).join('');
  return marks(left) < marks(right) ? -1 : 1;
}

/** The segments of a path, decoded; undefined when an escape is malformed. An escaped slash stays within its segment. */
export function segmentsOf(path: string): string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** All routes of the areas, ready to match requests. */
export function routeTable(areas: readonly Area[]): RouteTable {
  const entries = areas
    .flatMap((area) => Object.entries(area.routes).map(([name, route]): Operation => ({ area, name, route })))
    .map((operation): Entry => ({ ...operation, segments: operation.route.path.split('/').slice(1) }))
    .sort(byLiteralFirst);
  return {
    match(method, segments) {
      for (const entry of entries) {
        const params = entry.route.method === method ? paramsOf(entry, segments) : undefined;
        if (params !== undefined) return { area: entry.area, name: entry.name, route: entry.route, params };
      }
      return undefined;
    },
    methodsOf: (segments) =>
      entries.filter((entry) => paramsOf(entry, segments) !== undefined).map((entry) => entry.route.method),
  };
}
