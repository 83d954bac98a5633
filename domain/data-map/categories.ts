/**
 * What kind of data a field is. Notices, exports and incident reports speak in these terms. `special` holds what people
 * say, which can be about health, belief or another special category (GDPR Art. 9), and so all of it is taken for such.
 */
export const categories = {
  identity: { personal: true, says: 'Who somebody is: name, role, membership.' },
  contact: { personal: true, says: 'How to reach somebody: e-mail address.' },
  preference: { personal: true, says: 'How somebody wants to be served: language, time zone.' },
  coaching_content: { personal: true, special: true, says: 'What is said in coaching: notes, goals, messages.' },
  coaching_metadata: { personal: true, says: 'That coaching takes place: when, with whom, in which state.' },
  consent_choice: { personal: true, says: 'What somebody allowed, refused or withdrew, by purpose.' },
  security_log: { personal: true, says: 'Who did what and when, by id.' },
  organizational: { personal: false, says: 'What concerns an organisation and no person.' },
  key_material: { personal: false, says: 'Wrapped keys. Unreadable without KMS.' },
} as const;

export type Category = keyof typeof categories;

export const isSpecial = (category: Category): boolean => 'special' in categories[category];
