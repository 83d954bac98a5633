/** What an insight is made from: one kind of coaching record at a time. */
export const insightInputs = ['notes', 'goals', 'messages'] as const;
