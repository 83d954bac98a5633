/**
 * The ways out to people that a response can halt, each asked by whatever sends: messages to connected tools (`webhooks`),
 * and prompts between sessions (`micro_coaching`), of which nothing is sent yet. The mail of the user pools is not among
 * them: a pool sends it, and asks nobody.
 */
export const channelNames = ['webhooks', 'micro_coaching'] as const;
export type ChannelName = (typeof channelNames)[number];
