/**
 * What a request is limited to: a purpose (`security`), all records of an entity (`note`), or one of them
 * (`note:eu.note_01J...`).
 */
export const targetPattern = /^[a-z_]{1,40}(:[a-z]{2}\.[a-z]+_[0-7][0-9A-HJKMNP-TV-Z]{25})?$/;
