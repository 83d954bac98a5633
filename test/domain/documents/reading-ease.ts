const vowelGroups = /[aeiouy]+/g;

/** Syllables of an English word: groups of vowels, less a silent e at the end. */
function syllablesIn(word: string): number {
  const small = word.toLowerCase();
  const groups = small.match(vowelGroups)?.length ?? 0;
  const isSilent = /[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxz]es$/.test(small) && groups > 1;
  return Math.max(1, isSilent ? groups - 1 : groups);
}

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];

/** Flesch reading ease of English text: 60 to 70 is plain English, below 50 is hard. One text per sentence or item. */
export function readingEase(texts: readonly string[]): number {
  const sentences = texts.flatMap((text) => text.split(/(?<=[.!?:])\s+/)).filter((part) => wordsIn(part).length > 0);
  const words = sentences.flatMap(wordsIn);
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 206.835 - 1.015 * (words.length / sentences.length) - 84.6 * (syllables / words.length);
}
