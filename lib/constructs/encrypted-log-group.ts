import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A log group of ours: own key, 90 days, kept when its stack goes. */
export const encryptedLogGroup = (scope: Construct, id: string, logGroupName: string, encryptionKey: IKey): LogGroup =>
  new LogGroup(scope, id, {
    logGroupName,
    encryptionKey,
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
  });
