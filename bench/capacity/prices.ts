/**
 * What on-demand DynamoDB (standard tables) costs, in US dollars per million request units, where our instances are.
 * From AWS's price list (aws.amazon.com/dynamodb/pricing/on-demand) as it stands since the cut of 1 November 2024; for
 * eu-central-1 it is the earlier 0.305 and 1.525, halved. Look them up again before a decision hangs on them.
 */
export const dynamoDbPrices = {
  'eu-central-1': { read: 0.1525, write: 0.7625 },
  'us-east-1': { read: 0.125, write: 0.625 },
} as const;

export const pricesOf = '2024-11-01';
