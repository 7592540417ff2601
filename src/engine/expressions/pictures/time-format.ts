import { spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { componentOf, dayNames, monthNames } from './calendar.ts';
import { writeInteger } from './integer-format.ts';
import { readTimePicture, type Marker } from './time-picture.ts';

const isoPicture = '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]';

const maxMs = 8.64e15;

interface Zone {
  readonly hours: number;
  readonly minutes: number;
}

/**
 * A moment written after a picture; ISO 8601 without one.
 *
 * @param timezone offset as `+hhmm`
 * @throws Fault D3132, D3133, D3134, D3135 for the picture, D4002 for a moment beyond the calendar
 */
export function formatTime(
  milliseconds: number,
  picture: string | undefined,
  timezone: string | undefined,
  budget: Budget,
): string {
  const offset = timezone === undefined ? 0 : Number.parseInt(timezone, 10);
  const zone: Zone = { hours: Math.floor(offset / 100), minutes: offset % 100 };
  const local = milliseconds + (60 * zone.hours + zone.minutes) * 60_000;
  if (!(Math.abs(local) <= maxMs)) throw new Fault('D4002', { value: milliseconds });
  const date = new Date(local);
  let text = '';
  for (const part of readTimePicture(picture ?? isoPicture)) {
    const written = part.kind === 'literal' ? part.text : writeMarker(date, part, zone, budget);
    spendGrowth(budget, written.length);
    text += written;
  }
  return text;
}

function writeMarker(date: Date, marker: Marker, zone: Zone, budget: Budget): string {
  const { component } = marker;
  if (component === 'Z' || component === 'z') return writeZone(marker, zone, budget);
  if (component === 'P') {
    const half = date.getUTCHours() >= 12 ? 'pm' : 'am';
    return marker.names === 'upper' ? half.toUpperCase() : half;
  }
  const value = componentOf(date, component);
  // The calendar and the era have one name each.
  if (value === undefined) return 'ISO';
  if (marker.names !== undefined) return writeName(value, marker, marker.names);
  const kept = component === 'Y' && marker.yearDigits !== -1 ? value % 10 ** marker.yearDigits : value;
  return marker.integer === undefined ? String(kept) : writeInteger(kept, marker.integer, budget);
}

function writeName(value: number, marker: Marker, names: NonNullable<Marker['names']>): string {
  const list = marker.component === 'F' ? dayNames : 'Mx'.includes(marker.component) ? monthNames : undefined;
  const name = list?.[value - 1];
  if (name === undefined) throw new Fault('D3133', { value: marker.component });
  const cased = names === 'upper' ? name.toUpperCase() : names === 'lower' ? name.toLowerCase() : name;
  return cased.slice(0, marker.maxWidth);
}

function writeZone(marker: Marker, zone: Zone, budget: Budget): string {
  const offset = zone.hours * 100 + zone.minutes;
  if (offset === 0 && marker.isTraditional) return 'Z';
  const sign = offset >= 0 ? '+' : '';
  return `${marker.component === 'z' ? 'GMT' : ''}${sign}${zoneDigits(marker, zone, offset, budget)}`;
}

function zoneDigits(marker: Marker, zone: Zone, offset: number, budget: Budget): string {
  const { integer } = marker;
  if (integer === undefined) throw new Fault('D3134');
  const digits = integer.mandatoryDigits;
  if (integer.regular !== undefined || digits === 3 || digits === 4) return writeInteger(offset, integer, budget);
  if (digits !== 1 && digits !== 2) throw new Fault('D3134', { value: digits });
  const hours = writeInteger(zone.hours, integer, budget);
  return zone.minutes === 0 ? hours : `${hours}:${String(zone.minutes).padStart(2, '0')}`;
}
