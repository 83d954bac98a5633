/**
 * AWS's own list of DynamoDB's addresses in each region: security groups name it, so that functions reach DynamoDB
 * through the gateway endpoint and nothing else. CloudFormation cannot ask for it. Another region's comes from
 * `aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.<region>.dynamodb`.
 */
const dynamoDbLists: Readonly<Record<string, string>> = {
  'ca-central-1': 'pl-4ea54027',
  'eu-central-1': 'pl-66a5400f',
  'eu-west-1': 'pl-6fa54006',
  'eu-west-2': 'pl-b3a742da',
  'eu-west-3': 'pl-abb451c2',
  'us-east-1': 'pl-02cd2c6b',
  'us-east-2': 'pl-4ca54025',
  'us-west-1': 'pl-6ea54007',
  'us-west-2': 'pl-00a54069',
};

/** Throws when the table does not know the region, and says how to find out. */
export function dynamoDbPrefixList(region: string): string {
  const list = dynamoDbLists[region];
  if (list) return list;
  throw new TypeError(
    `lib/prefix-lists.ts does not know DynamoDB's prefix list in ${region}. Ask AWS: ` +
      'aws ec2 describe-managed-prefix-lists ' +
      `--region ${region} --filters Name=prefix-list-name,Values=com.amazonaws.${region}.dynamodb`,
  );
}
