import type { InsightProvider } from './provider.ts';

const sentencesAtMost = 5;
const charactersAtMost = 5_000;
/** Shorter words are mostly articles and prepositions, in whichever language. */
const wordLengthAtLeast = 4;

const segmentsOf = (text: string, granularity: 'sentence' | 'word') =>
  new Intl.Segmenter('und', { granularity }).segment(text);

const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+/)
    .flatMap((line) => [...segmentsOf(line, 'sentence')].map(({ segment }) => segment.trim()))
    .filter((sentence) => sentence !== '');

/** The distinct words of a sentence that say something. */
const wordsOf = (sentence: string): string[] => {
  const words = [...segmentsOf(sentence, 'word')].filter(({ isWordLike }) => isWordLike);
  return [...new Set(words.map(({ segment }) => segment.toLowerCase()))].filter(
    (word) => word.length >= wordLengthAtLeast,
  );
};

/** In how many sentences each word stands. */
function frequencies(sentences: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of sentences.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** How much of what keeps coming back a sentence says; the root keeps long sentences from winning by length alone. */
function scoreOf(words: readonly string[], counts: ReadonlyMap<string, number>): number {
  if (words.length === 0) return 0;
  const sum = words.reduce((total, word) => total + (counts.get(word) ?? 0), 0);
  return sum / Math.sqrt(words.length);
}

/** The sentences that say most, in their own order and word for word. Equal texts give equal summaries. */
export function summaryOf(texts: readonly string[]): string {
  const sentences = [...new Set(texts.flatMap(sentencesOf))].map((text) => ({ text, words: wordsOf(text) }));
  const counts = frequencies(sentences.map(({ words }) => words));
  const scored = sentences.map(({ text, words }, index) => ({ text, index, score: scoreOf(words, counts) }));
  const chosen = scored.toSorted((a, b) => b.score - a.score || a.index - b.index).slice(0, sentencesAtMost);
  const inOrder = chosen.toSorted((a, b) => a.index - b.index).map(({ text }) => text);
  return Array.from(inOrder.join('\n')).slice(0, charactersAtMost).join('');
}

/**
 * The provider that comes with the product: it picks sentences and writes none, so it states nothing that nobody wrote, and
 * nothing about how anybody feels. It runs in the function itself; no text leaves it.
 */
export const localSummariser: InsightProvider = {
  name: 'coachvault-extract-1',
  summarise: async (texts) => summaryOf(texts),
};
