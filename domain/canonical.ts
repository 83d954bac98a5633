type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * JSON in the one form that has one spelling (RFC 8785: members sorted, no spaces), so that equal documents have equal
 * bytes and a hash or signature over them means something.
 */
export function canonical(value: unknown): string {
  const json = value as Json;
  if (Array.isArray(json)) return `[${json.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  const object = json as { readonly [name: string]: Json | undefined };
  const names = Object.keys(object).filter((name) => object[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(object[name])}`)
    .join(',')}}`;
}
