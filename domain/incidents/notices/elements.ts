/**
 * What notices of a breach are made of. `{...}` is a place that the case fills. Only counts, categories, times, measures and
 * enumerations go there, so that no notice can hold what somebody wrote. `phased`: an authority may get it later
 * (GDPR Art. 33(4)); until then the notice says that it follows.
 */
export const elements = {
  reference: { title: 'Reference', text: 'Our reference is {incidentId}. This is the {phase} notice.' },
  controller: { title: 'Who we are', text: '{controllerName}, {controllerAddress}.' },
  contact: { title: 'Contact', text: 'The data protection officer answers questions: {privacyContact}.' },
  nature: { title: 'What happened', text: 'A breach of the {nature} of personal data.' },
  cause: { title: 'Cause', text: 'As far as it is known: {cause}.', phased: true },
  period: { title: 'When it happened', text: 'Between {occurredFrom} and {occurredTo}.', phased: true },
  awareness: { title: 'When we learnt of it', text: 'On {awareAt}.' },
  'kinds-of-people': { title: 'Whom it concerns', text: '{subjects}.', phased: true },
  'number-of-people': { title: 'How many people', text: 'Approximately {people}.', phased: true },
  'number-of-residents': {
    title: 'How many people of your jurisdiction',
    text: 'Approximately {residents}.',
    phased: true,
  },
  'kinds-of-data': { title: 'Which data', text: '{categories}.', phased: true },
  'number-of-records': { title: 'How many records', text: 'Approximately {records}.', phased: true },
  consequences: { title: 'Likely consequences', text: '{consequences}', phased: true },
  measures: { title: 'What we have done', text: 'Our response {measures}.' },
  planned: { title: 'What we will do', text: '{planned}', phased: true },
  advice: { title: 'What you can do', text: '{advice}' },
  safeguards: { title: 'How the data was protected', text: '{safeguards}' },
  delay: { title: 'Why this notice is late', text: '{delayReason}', onlyIf: 'late' },
  'people-told': { title: 'How the people concerned are told', text: '{peopleTold}', phased: true },
  police: { title: 'Police', text: '{police}', phased: true },
  perpetrator: { title: 'Who did it, as far as it is known', text: '{perpetrator}.', phased: true },
  place: { title: 'Where the data is kept', text: 'In the AWS region {region}.' },
  agencies: { title: 'Where to get help', text: '{agencies}' },
} as const satisfies Record<
  string,
  { readonly title: string; readonly text: string; readonly phased?: true; readonly onlyIf?: 'late' }
>;

export type ElementId = keyof typeof elements;
type PlacesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | PlacesIn<Rest> : never;
export type Place = PlacesIn<(typeof elements)[ElementId]['text']>;

/** The places of an element, in their order. */
export const placesOf = (element: ElementId): Place[] =>
  [...elements[element].text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as Place);
