import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alarmKinds } from '#/lib/alarm-kinds.ts';

const folder = 'docs/runbooks';
const headings = ['Impact', 'Detect', 'Decide', 'Act', 'Recover', 'Learn'];
/** Phases that are against the clock, each with its target in bold. */
const timed = ['Detect', 'Decide', 'Recover', 'Learn'];
const target = /\*\*\d+ (?:minutes|hours|working days)\*\*/;

/** Articles of playbooks say so in their first line; the others are of alarms. */
function alarmArticles(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md' && !article(file).startsWith('# Playbook'))
    .map((file) => file.replace(/\.md$/, ''));
}
const article = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');

describe('runbooks', () => {
  it('there is one for every kind of alarm, and none for an alarm that does not exist', () => {
    expect(alarmArticles().sort()).toEqual(Object.keys(alarmKinds).sort());
  });

  it.each(Object.keys(alarmKinds))('%s goes from impact to learning, with a target for each phase', (kind) => {
    const [title, ...sections] = article(`${kind}.md`).split(/^## /m);
    expect(title).toMatch(new RegExp(`^# ${kind}\n`));
    expect(sections.map((section) => section.split('\n')[0])).toEqual(headings);
    for (const section of sections) {
      const [heading = '', ...body] = section.split('\n');
      expect(body.join(' ').trim().length, heading).toBeGreaterThan(40);
      if (timed.includes(heading)) expect(section, `${kind}: ${heading}`).toMatch(target);
    }
  });

  it.each(Object.keys(alarmKinds))('%s names no alarm that does not exist', (kind) => {
    const others = [...article(`${kind}.md`).matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name]) => name);
    const notAlarms = ['sign-in', 'lookup-events', 'delete-function-concurrency'];
    for (const name of others) if (!notAlarms.includes(String(name))) expect(Object.keys(alarmKinds)).toContain(name);
  });
});
