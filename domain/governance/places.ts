/** Where AWS regions are, so that documents can say it in words. Countries by ISO 3166-1. */
const places: Readonly<Record<string, { readonly place: string; readonly country: string }>> = {
  'ca-central-1': { place: 'Montreal, Canada', country: 'CA' },
  'ca-west-1': { place: 'Calgary, Canada', country: 'CA' },
  'eu-central-1': { place: 'Frankfurt, Germany', country: 'DE' },
  'eu-north-1': { place: 'Stockholm, Sweden', country: 'SE' },
  'eu-south-1': { place: 'Milan, Italy', country: 'IT' },
  'eu-south-2': { place: 'Aragon, Spain', country: 'ES' },
  'eu-west-1': { place: 'Dublin, Ireland', country: 'IE' },
  'eu-west-3': { place: 'Paris, France', country: 'FR' },
  'us-east-1': { place: 'Northern Virginia, United States', country: 'US' },
  'us-east-2': { place: 'Ohio, United States', country: 'US' },
  'us-west-1': { place: 'Northern California, United States', country: 'US' },
  'us-west-2': { place: 'Oregon, United States', country: 'US' },
};

/**
 * Place and country of an AWS region.
 * @throws TypeError for a region that is not listed: a notice must not leave out where data is
 */
export function placeOf(region: string): { readonly place: string; readonly country: string } {
  const place = places[region];
  if (place) return place;
  throw new TypeError(`domain/governance/places.ts does not say where the AWS region "${region}" is; add it.`);
}

/** What a jurisdiction is called in a sentence. */
export const jurisdictionNames = { EU: 'the European Union', NA: 'North America' } as const;
