/**
 * AWS's own lists of the addresses of DynamoDB and S3 in each region: security groups name them, so that functions reach
 * these two through the gateway endpoints and nothing else. CloudFormation cannot ask for them. Another region's come from
 * `aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.<region>.<service>`.
 */
const prefixLists: Readonly<Record<string, Readonly<Record<'dynamodb' | 's3', string>>>> = {
  'ca-central-1': { dynamodb: 'pl-4ea54027', s3: 'pl-7da54014' },
  'eu-central-1': { dynamodb: 'pl-66a5400f', s3: 'pl-6ea54007' },
  'eu-west-1': { dynamodb: 'pl-6fa54006', s3: 'pl-6da54004' },
  'eu-west-2': { dynamodb: 'pl-b3a742da', s3: 'pl-7ca54015' },
  'eu-west-3': { dynamodb: 'pl-abb451c2', s3: 'pl-23ad484a' },
  'us-east-1': { dynamodb: 'pl-02cd2c6b', s3: 'pl-63a5400a' },
  'us-east-2': { dynamodb: 'pl-4ca54025', s3: 'pl-7ba54012' },
  'us-west-1': { dynamodb: 'pl-6ea54007', s3: 'pl-6ba54002' },
  'us-west-2': { dynamodb: 'pl-00a54069', s3: 'pl-68a54001' },
};

/** Throws when the table does not know the region, and says how to find out. */
export function prefixList(region: string, service: 'dynamodb' | 's3'): string {
  const list = prefixLists[region]?.[service];
  if (list) return list;
  throw new TypeError(
    `lib/prefix-lists.ts does not know the prefix list of ${service} in ${region}. Ask AWS: ` +
      'aws ec2 describe-managed-prefix-lists ' +
      `--region ${region} --filters Name=prefix-list-name,Values=com.amazonaws.${region}.${service}`,
  );
}
