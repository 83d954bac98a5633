import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insight } from '#/domain/data-map/entities/insights.ts';
import { localSummariser, summaryOf } from '#/domain/insights/local-summariser.ts';

const prose = fc
  .array(fc.array(fc.constantFrom('meeting', 'budget', 'team', 'calm', 'voice', 'a', 'to'), { minLength: 1 }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((sentences) => sentences.map((words) => `${words.join(' ')}.`).join(' '));

describe('the summariser that comes with the product', () => {
  it('picks the sentences that say what keeps coming back, in their order', () => {
    const texts = [
      'The weekly meeting went well. It rained.',
      'Before the meeting the voice was too quiet. In the weekly meeting the voice carried.',
      'Lunch. Tea. Bread. The weekly meeting needs a calm voice. Fine. Thanks. The voice in the meeting is steady.',
    ];
    expect(summaryOf(texts).split('\n')).toEqual([
      'The weekly meeting went well.',
      'Before the meeting the voice was too quiet.',
      'In the weekly meeting the voice carried.',
      'The weekly meeting needs a calm voice.',
      'The voice in the meeting is steady.',
    ]);
  });

  it('AN9: says nothing that nobody wrote, and so infers nothing of anybody', () => {
    fc.assert(
      fc.property(fc.array(prose, { minLength: 1, maxLength: 5 }), (texts) => {
        const lines = summaryOf(texts).split('\n');
        expect(lines.length).toBeLessThanOrEqual(5);
        for (const line of lines) expect(texts.some((text) => text.includes(line))).toBe(true);
      }),
    );
  });

  it('gives equal texts equal summaries, and repeats no sentence', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const summary = summaryOf([text, text]);
        expect(summary).toBe(summaryOf([text]));
        expect(new Set(summary.split('\n')).size).toBe(summary.split('\n').length);
      }),
    );
  });

  it('keeps within what a record can hold, in whole characters', async () => {
    const endless = `${'😀word'.repeat(5_000)}.`;
    const summary = await localSummariser.summarise([endless]);
    expect(insight.fields.text.schema.safeParse(summary).success).toBe(true);
    expect(insight.fields.provider.schema.safeParse(localSummariser.name).success).toBe(true);
  });
});
