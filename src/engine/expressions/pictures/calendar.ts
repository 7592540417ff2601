const dayMs = 86_400_000;

export const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const monthNames = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore

/** The Monday on which the first week of a year or month begins: the week with its first Thursday. */
function firstWeek(year: number, month: number): number {
  const first = Date.UTC(year, month);
  const day = new Date(first).getUTCDay() || 7;
  return day > 4 ? first + (8 - day) * dayMs : first - (day - 1) * dayMs;
}

const weeksBetween = (start: number, end: number): number => (end - start) / (7 * dayMs) + 1;

/** A stretch of time that has weeks of its own, with the starts of those beside it. */
interface Span {
  readonly start: number;
  readonly next: number;
  readonly previous: number;
  /** Weeks it has for sure. */
  readonly weeks: number;
}

function weekIn(span: Span, today: number): number {
  const week = weeksBetween(span.start, today);
  if (week > span.weeks && today >= span.next) return 1;
  return Math.floor(week < 1 ? weeksBetween(span.previous, today) : week);
}

const yearSpan = (year: number): Span => ({
  start: firstWeek(year, 0),
  next: firstWeek(year + 1, 0),
  previous: firstWeek(year - 1, 0),
  weeks: 52,
});

// Months beyond either end of the year roll over.
const monthSpan = (year: number, month: number): Span => ({
  start: firstWeek(year, month),
  next: firstWeek(year, month + 1),
  previous: firstWeek(year, month - 1),
  weeks: 4,
});

/** The number behind a component letter of a time picture; undefined for those that are not numbers. */
export function componentOf(date: Date, component: string): number | undefined {
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const today = Date.UTC(year, month, date.getUTCDate());
  switch (component) {
    case 'Y':
      return year;
    case 'M':
      return month + 1;
    case 'D':
      return date.getUTCDate();
    case 'd':
      return (today - Date.UTC(year, 0)) / dayMs + 1;
    case 'F':
      return date.getUTCDay() || 7;
    case 'W':
      return weekIn(yearSpan(year), today);
    case 'w':
      return weekIn(monthSpan(year, month), today);
    case 'X':
      return year + besides(yearSpan(year), date.getTime());
    case 'x':
      return ((month + besides(monthSpan(year, month), date.getTime()) + 12) % 12) + 1;
    default:
      return timeOfDay(date, component);
  }
}

/** -1 when a moment belongs to the weeks before a span, 1 to those after. */
function besides(span: Span, moment: number): number {
  if (moment < span.start) return -1;
  return moment >= span.next ? 1 : 0;
}

function timeOfDay(date: Date, component: string): number | undefined {
  switch (component) {
    case 'H':
      return date.getUTCHours();
    case 'h':
      return date.getUTCHours() % 12 || 12;
    case 'm':
      return date.getUTCMinutes();
    case 's':
      return date.getUTCSeconds();
    case 'f':
      return date.getUTCMilliseconds();
    default:
      return undefined;
  }
}
