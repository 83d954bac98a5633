import { AwsError } from '#/local/aws/service.ts';

/** Whether a log message matches. */
export type MessageFilter = (message: string) => boolean;

const unsupported = (): AwsError =>
  new AwsError(
    'InvalidParameterException',
    'Invalid filter pattern: the local CloudWatch Logs supports plain terms (term, "two words", -without, ?any) ' +
      'and { $.field = "value" } with =, != and &&.',
  );

const TERM = /^\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([\w./:@#-]+))(?=\s|$)/;

type Term = { sign: string; text: string };

function parseTerms(pattern: string): Term[] {
  const terms: Term[] = [];
  for (let rest = pattern; rest.trim() !== ''; ) {
    const match = TERM.exec(rest);
    if (match === null) throw unsupported();
    terms.push({ sign: match[1] ?? '', text: match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '' });
    rest = rest.slice(match[0].length);
  }
  return terms;
}

function termFilter(pattern: string): MessageFilter {
  const terms = parseTerms(pattern);
  const withSign = (sign: string): string[] => terms.filter((term) => term.sign === sign).map((term) => term.text);
  const [all, none, any] = [withSign(''), withSign('-'), withSign('?')];
  return (message) => {
    const has = (text: string): boolean => message.includes(text);
    return all.every(has) && !none.some(has) && (any.length === 0 || any.some(has));
  };
}

const CONDITION = /^\s*\$\.([\w-]+(?:\.[\w-]+)*)\s*(=|!=)\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)|(\w+))\s*$/;

function fieldOf(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}

function parseCondition(text: string): (value: unknown) => boolean {
  const match = CONDITION.exec(text);
  if (match === null) throw unsupported();
  const [, path = '', operator, quoted, number, word] = match;
  const wanted = number === undefined ? (quoted?.replace(/\\(.)/g, '$1') ?? word) : Number(number);
  const names = path.split('.');
  return (value) => {
    const found = fieldOf(value, names);
    // A missing field matches neither operator.
    return found !== undefined && (found === wanted) === (operator === '=');
  };
}

function jsonFilter(inner: string): MessageFilter {
  const conditions = inner.split('&&').map(parseCondition);
  return (message) => {
    try {
      const value: unknown = JSON.parse(message);
      return conditions.every((holds) => holds(value));
    } catch {
      return false;
    }
  };
}

/** Compiles a CloudWatch Logs filter pattern; an empty one matches everything. Throws InvalidParameterException. */
export function compileFilter(pattern = ''): MessageFilter {
  const json = /^\s*\{(.*)\}\s*$/s.exec(pattern);
  return json?.[1] === undefined ? termFilter(pattern) : jsonFilter(json[1]);
}
