import type { session } from '#/domain/data-map/entities/coaching.ts';
import type { Saved } from '#/vault/commit.ts';

/** A session as an iCalendar event. Calendars are shared: it says when and where, not what about or with whom. */
export async function calendarOf({ ids, values, updatedAt, version }: Saved<typeof session>): Promise<string> {
  // Few requests are for a calendar, and all cold starts would pay for it.
  const { default: ical, ICalEventStatus } = await import('ical-generator');
  const start = new Date(values.startsAt);
  const calendar = ical({ prodId: { company: 'CoachVault', product: 'Sessions', language: 'EN' } });
  calendar.createEvent({
    id: ids.sessionId,
    sequence: version - 1,
    stamp: new Date(updatedAt),
    start,
    end: new Date(start.getTime() + values.durationMinutes * 60_000),
    summary: 'Coaching session',
    location: values.place ?? null,
    status: values.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
