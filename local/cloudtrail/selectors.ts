import * as z from 'zod';

const values = z.array(z.string().min(1).max(2048)).min(1).max(500).optional();

/** What the local trail takes of an advanced selector; it is kept as it came. */
const selector = z.strictObject({
  Name: z.string().max(1000).optional(),
  FieldSelectors: z
    .array(
      z.strictObject({
        Field: z.string().regex(/^[\w.]{1,1000}$/, 'must be the name of a field'),
        Equals: values,
        StartsWith: values,
        EndsWith: values,
        NotEquals: values,
        NotStartsWith: values,
        NotEndsWith: values,
      }),
    )
    .min(1),
});
export type Selector = z.output<typeof selector>;

const trail = z.string().min(3).max(512);
export const inputs = {
  GetTrailStatus: z.strictObject({ Name: trail }),
  StartLogging: z.strictObject({ Name: trail }),
  StopLogging: z.strictObject({ Name: trail }),
  GetEventSelectors: z.strictObject({ TrailName: trail }),
  PutEventSelectors: z.strictObject({ TrailName: trail, AdvancedEventSelectors: z.array(selector).min(1).max(500) }),
  LookupEvents: z.strictObject({
    LookupAttributes: z
      .array(z.strictObject({ AttributeKey: z.literal('ReadOnly'), AttributeValue: z.enum(['true', 'false']) }))
      .max(1)
      .default([]),
    StartTime: z.number().optional(),
    EndTime: z.number().optional(),
    MaxResults: z.int().min(1).max(50).default(50),
    NextToken: z.string().optional(),
  }),
} as const;
