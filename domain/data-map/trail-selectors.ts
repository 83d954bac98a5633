import { type BucketName, bucketNames } from './buckets.ts';
import { type StoreName, storeNames, stores } from './stores.ts';

/** One selector of the trail, in the form of CloudTrail’s API. */
type TrailSelector = {
  readonly Name: string;
  readonly FieldSelectors: readonly {
    readonly Field: string;
    readonly Equals?: string[];
    readonly StartsWith?: string[];
  }[];
};

type Arns = { readonly table: (store: StoreName) => string; readonly bucket: (bucket: BucketName) => string };

/**
 * Management events, every read and write of the tables that the data map calls sensitive, and of every object. Deployed so,
 * and put back by a response when somebody changed it.
 */
export const trailSelectors = ({ table, bucket }: Arns): readonly TrailSelector[] => [
  { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  {
    Name: 'Sensitive tables',
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
      { Field: 'resources.ARN', Equals: storeNames.filter((store) => stores[store].trailed).map(table) },
    ],
  },
  {
    Name: 'Objects',
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'resources.ARN', StartsWith: bucketNames.map((name) => `${bucket(name)}/`) },
    ],
  },
];
