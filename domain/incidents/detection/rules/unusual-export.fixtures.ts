import { each, type Fixtures, happened } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'five copies by somebody who never made one': each(5, (n) => happened(n * 10, 'copy.linked')),
    'four times as many as on each day of two weeks': [
      ...each(14 * 3, (n) => happened(Math.floor(n / 3) * 1440 + (n % 3) + 900, 'copy.taken')),
      ...each(12, (n) => happened(14 * 1440 + 1000 + n, 'copy.taken')),
    ],
    'so many that no habit excuses it': each(60, (n) => happened(n * 10, 'copy.taken')),
  },
  stays: {
    'a copy and its pieces': [happened(0, 'request.confirmed'), ...each(3, (n) => happened(5 + n, 'copy.taken'))],
    'as many as on each day of two weeks': each(15 * 10, (n) =>
      happened(Math.floor(n / 10) * 1440 + (n % 10) + 900, 'copy.taken'),
    ).filter((_, n) => n >= 10 * 14 || n % 10 < 4),
    'notes that are written': each(50, (n) => happened(n, 'note.written')),
  },
};
