const space = String.raw`[ \t\n\r]*`;
const mark = String.raw`[{}[\],:]`;
const string = String.raw`"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;
const literal = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`;
/** One token of JSON (RFC 8259), after any white space. */
const token = new RegExp(`${space}(?:(?<mark>${mark})|(?<string>${string})|${literal})`, 'y');
const blank = new RegExp(space, 'y');
const mostLevels = 64;

type Wanted = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end';
const endOf = { '{': '}', '[': ']' } as const;
type Bracket = keyof typeof endOf;

/** What may come after a token, or undefined where it may not stand. Opens and closes levels as it goes. */
function after(wanted: Wanted, mark: string | undefined, isString: boolean, open: Bracket[]): Wanted | undefined {
  const isValue = wanted === 'value' || wanted === 'value or end';
  if (mark === '{' || mark === '[') {
    if (!isValue) return undefined;
    open.push(mark);
    return mark === '{' ? 'name or end' : 'value or end';
  }
  if (mark === '}' || mark === ']') {
    const level = open.at(-1);
    if (!wanted.endsWith('end') || level === undefined || endOf[level] !== mark) return undefined;
    open.pop();
    return 'comma or end';
  }
  if (mark === ':') return wanted === 'colon' ? 'value' : undefined;
  if (mark === ',') {
    if (wanted !== 'comma or end' || open.length === 0) return undefined;
    return open.at(-1) === '{' ? 'name' : 'value';
  }
  if (isString && wanted.startsWith('name')) return 'colon';
  return isValue ? 'comma or end' : undefined;
}

/**
 * Why a text is not JSON and from which character on (counted from 1), as a sentence; undefined when it is JSON. What the
 * engine says of it differs from version to version and often names no place.
 */
export function jsonFault(text: string): string | undefined {
  const open: Bracket[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const skip = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    return expression.exec(text);
  };
  while (!(open.length === 0 && wanted === 'comma or end')) {
    const found = skip(token);
    const start = at + (skip(blank)?.[0].length ?? 0);
    const next: Wanted | undefined = found
      ? after(wanted, found.groups?.mark, found.groups?.string !== undefined, open)
      : undefined;
    if (start === text.length) return `It ends at character ${start}, before it is complete JSON.`;
    if (!found || !next) return `It is not JSON from character ${start + 1} on.`;
    if (open.length > mostLevels) return `It is nested more than ${mostLevels} levels deep at character ${start + 1}.`;
    wanted = next;
    at += found[0].length;
  }
  at += skip(blank)?.[0].length ?? 0;
  return at === text.length ? undefined : `It is not JSON from character ${at + 1} on: it was complete before.`;
}
