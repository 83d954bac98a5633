export const goalStates = ['open', 'achieved', 'dropped'] as const;
export const actionStates = ['open', 'done', 'dropped'] as const;
