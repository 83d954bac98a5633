/**
 * What a response can turn off for a while, and whom the row names:
 * - `relationship`: an engagement gives neither coach nor client access;
 * - `exports`: no copy is made or handed out, for a person, an organisation or the instance;
 * - `integration`: nothing is sent to it; `redelivery`: nothing is sent to it a second time;
 * - `channel`: nothing leaves through it.
 */
export const switchNames = ['relationship', 'exports', 'integration', 'redelivery', 'channel'] as const;
export type SwitchName = (typeof switchNames)[number];
