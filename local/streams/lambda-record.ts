import type { AttributeValue, _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, AttributeValue as LambdaValue } from 'aws-lambda';
import { epochSeconds } from '#/local/aws/rest-routes.ts';

type Image = Record<string, AttributeValue>;

/** Lambda's event is JSON: bytes come as base64. */
function lambdaValue(value: AttributeValue): LambdaValue {
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value.BS !== undefined) return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString('base64')) };
  if (value.M !== undefined) return { M: lambdaImage(value.M) };
  if (value.L !== undefined) return { L: value.L.map(lambdaValue) };
  return value as LambdaValue;
}

const lambdaImage = (image: Image): Record<string, LambdaValue> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, lambdaValue(value)]));

const image = (name: 'Keys' | 'NewImage' | 'OldImage', from: Image | undefined) =>
  from === undefined ? {} : { [name]: lambdaImage(from) };

/** A record of a stream as Lambda hands it to a function. */
export function lambdaRecord(record: StreamRecord, stream: { arn: string; region: string }): DynamoDBRecord {
  const { eventID, eventName, eventVersion, eventSource, dynamodb = {} } = record;
  const { ApproximateCreationDateTime: at, SequenceNumber, SizeBytes, StreamViewType } = dynamodb;
  const { Keys, NewImage, OldImage } = dynamodb;
  return {
    ...(eventID && { eventID }),
    ...(eventName && { eventName }),
    ...(eventVersion && { eventVersion }),
    ...(eventSource && { eventSource }),
    awsRegion: stream.region,
    eventSourceARN: stream.arn,
    dynamodb: {
      ...(at && { ApproximateCreationDateTime: Math.floor(epochSeconds(at.getTime())) }),
      ...(SequenceNumber && { SequenceNumber }),
      ...(SizeBytes !== undefined && { SizeBytes }),
      ...(StreamViewType && { StreamViewType }),
      ...image('Keys', Keys),
      ...image('NewImage', NewImage),
      ...image('OldImage', OldImage),
    },
  };
}
