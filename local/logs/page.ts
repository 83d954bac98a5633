/**
 * One page of a list whose ids ascend. Tokens are the last id of the page before, so events that arrive between two pages shift nothing.
 */
export function page<Item>(items: readonly Item[], idOf: (item: Item) => string, limit: number, token = '') {
  const after = Buffer.from(token, 'base64url').toString('utf8');
  const rest = items.filter((item) => idOf(item) > after);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  const more = rest.length > shown.length && last !== undefined;
  return { shown, next: more ? { nextToken: Buffer.from(idOf(last), 'utf8').toString('base64url') } : {} };
}
