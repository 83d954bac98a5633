import type { RootCause } from '#/domain/incidents/case/standing.ts';

/** What notices say of what was chosen from a list. Nobody types a sentence into a notice. */
export const causes: Readonly<Record<RootCause, string>> = {
  'stolen-credential': 'stolen sign-in data',
  'stolen-device': 'a stolen or lost device',
  'misused-access': 'access by somebody who misused it',
  'software-defect': 'a defect in our software',
  'wrong-configuration': 'a wrong setting',
  supplier: 'a breach at a supplier',
  'process-gap': 'a gap in our procedures',
  'human-error': 'a mistake by one of us',
  'false-alarm': 'none; it was a false alarm',
  unknown: 'not found in spite of an investigation',
};

export const consequences = {
  'content-known': 'Somebody may know what was said in coaching.',
  'contact-misused': 'Somebody may use your address for deceitful messages.',
  'employment-effects': 'What was said could be used against somebody at work.',
  'account-misused': 'Somebody may have acted in your name.',
  'data-lost': 'Some of your records may be lost.',
  'data-changed': 'Some of your records may have been changed.',
  'service-missed': 'You may not have been able to use the service.',
} as const;

export const planned = {
  'inform-further': 'We will tell you what else we find.',
  investigate: 'We investigate the cause and will remove it.',
  'strengthen-sign-in': 'We strengthen the protection of sign-ins.',
  'review-access': 'We review who has access to what.',
  'restore-data': 'We restore what was lost or changed.',
  'change-supplier': 'We review the supplier and what it receives.',
} as const;

export const advice = {
  'change-password': 'Choose a new password here and wherever you used the same one.',
  'second-factor': 'Set up a second factor.',
  'beware-of-messages': 'Be wary of messages that ask for data, money or a password.',
  'check-records': 'Look through your records and tell us what is wrong.',
  'see-access-log': 'See who opened your records: /v1/me/transparency.',
  'nothing-to-do': 'There is nothing that you have to do.',
} as const;

export const agencies = {
  ftc: 'Federal Trade Commission, 600 Pennsylvania Avenue NW, Washington, DC 20580, consumer.ftc.gov, 1-877-382-4357.',
  'credit-bureaus':
    'Equifax, 1-888-378-4329, equifax.com. Experian, 1-888-397-3742, experian.com. TransUnion, 1-800-916-8800, transunion.com. They place fraud alerts and security freezes.',
  'ny-agencies':
    'New York Attorney General, ag.ny.gov; Department of State, Division of Consumer Protection, dos.ny.gov.',
} as const;

export const delays = {
  'scope-took-time': 'It took longer to find out what was affected.',
  'many-breaches': 'Several similar breaches were investigated together.',
  'supplier-told-late': 'A supplier told us late.',
  'police-asked': 'The police asked us to wait.',
  'our-mistake': 'We did not recognise in time that a notice was due.',
} as const;

export const peopleTold = {
  told: 'They have been told.',
  'will-be-told': 'They will be told.',
  'not-required': 'They are not told: the law does not ask for it in this case. Our reasons are recorded.',
  publicly:
    'They are told by a public communication, because telling each of them would take a disproportionate effort.',
} as const;

export const police = {
  told: 'The police were told.',
  'not-told': 'The police were not told.',
  'delayed-us': 'The police asked us to delay this notice.',
  'did-not-delay': 'This notice was not delayed at the request of the police.',
} as const;

export const perpetrators = {
  outsider: 'somebody outside, who is not known by name',
  insider: 'somebody who had access',
  supplier: 'a supplier',
  nobody: 'nobody; it was a mistake',
  unknown: 'not known',
} as const;
