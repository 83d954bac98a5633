import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('package.json has at most ten scripts, and none that runs on install', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(Object.keys(scripts).length).toBeLessThanOrEqual(10);
  expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
});
