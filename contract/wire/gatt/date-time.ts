import type { PacketReader, PacketWriter } from './bytes.ts';
import { PacketProblem } from './problem.ts';

/** What a clock without a zone shows, to the second: `2026-11-23T07:05:00`. GATT's Date Time, 0x2A08. */
export type WallTime = string;

const FIRST_YEAR = 1582;
const LAST_YEAR = 9999;
const LENGTH_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const WALL_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (LENGTH_OF_MONTH[month - 1] ?? 0);

type Fields = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** GATT lets year, month and day be 0 for "not known"; a measurement at no known time is none, so that is refused too. */
const exists = ([year, month, day, hour, minute, second]: Fields): boolean =>
  year >= FIRST_YEAR &&
  year <= LAST_YEAR &&
  day >= 1 &&
  day <= daysIn(year, month) &&
  hour <= 23 &&
  minute <= 59 &&
  second <= 59;

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

const impossible = (path: string, what: string): PacketProblem =>
  new PacketProblem(
    'impossible-time',
    path,
    `there is no ${what}`,
    'a date from 1582 to 9999 and a time of day that exist',
  );

/** Seven bytes: u16 year, u8 month, day, hour, minute, second. */
export function readWallTime(reader: PacketReader, field: string): WallTime {
  const fields: Fields = [
    reader.u16(field),
    reader.u8(field),
    reader.u8(field),
    reader.u8(field),
    reader.u8(field),
    reader.u8(field),
  ];
  const [year, month, day, hour, minute, second] = fields;
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  if (exists(fields)) return text;
  throw impossible(reader.path(field), text);
}

export function writeWallTime(writer: PacketWriter, field: string, time: WallTime): PacketWriter {
  const [, year, month, day, hour, minute, second] = (WALL_TIME.exec(time) ?? []).map(Number);
  const fields: Fields = [year ?? 0, month ?? 0, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0];
  if (!exists(fields)) throw impossible(writer.path(field), time.slice(0, 40));
  writer.u16(field, fields[0]);
  for (const value of fields.slice(1)) writer.u8(field, value);
  return writer;
}

/** The wall time as milliseconds since 1970 of a clock that shows UTC; for sums and comparisons, not an instant. */
export const wallMs = (time: WallTime): number => Date.parse(`${time}Z`);

/** The wall time at such milliseconds; a fraction of a second is dropped. */
export const wallTimeAt = (ms: number): WallTime => new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19);
