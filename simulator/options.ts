import type { UnitCode } from '../contract/domain/index.ts';
import { InputProblem } from '../contract/input-problem.ts';
import { addDays, atLocalTime, instantText, localDate, requireZone, type EpochMs, utcText } from './clock.ts';
import type { Archetype } from './cohort/archetypes.ts';
import { MAX_PATIENTS } from './cohort/identity.ts';

export const MAX_DAYS = 3660;
export const DEFAULT_ZONE = 'America/New_York';
const DEFAULT_FIRST_DATE = '2026-03-02';
/**
 * A run begins in the time of computers, and early enough that its years have four digits to the end, in every zone, also of a record
 * whose time lies a year ahead (`future-timestamp`).
 */
export const EARLIEST_MS = 0;
export const LATEST_MS = Date.parse('9988-01-01T00:00:00Z');

/** A whole number in [low, high], else an InputProblem that names the option. */
export function requireWhole(name: string, value: number, low: number, high: number): void {
  if (Number.isSafeInteger(value) && value >= low && value <= high) return;
  throw new InputProblem(`${name} is ${value}`, { path: name }, `a whole number from ${low} to ${high}`);
}

export const requireSeed = (seed: number): void => requireWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
export const requireIndex = (index: number): void => requireWhole('index', index, 0, MAX_PATIENTS - 1);
export const requireDays = (days: number): void => requireWhole('days', days, 1, MAX_DAYS);
export const STARTS = `an instant from ${utcText(EARLIEST_MS)} to ${utcText(LATEST_MS)}`;
export function requireStart(start: EpochMs): void {
  if (Number.isSafeInteger(start) && start >= EARLIEST_MS && start <= LATEST_MS) return;
  throw new InputProblem(`start is ${start}`, { path: 'start' }, `whole milliseconds since 1970, ${STARTS}`);
}

/** The archetype's own unit when none is asked for. */
export function requireUnit(archetype: Archetype, unit: UnitCode | undefined): UnitCode {
  const units: readonly UnitCode[] = archetype.units;
  const chosen = unit ?? units[0];
  if (chosen !== undefined && units.includes(chosen)) return chosen;
  throw new InputProblem(
    `the unit ${String(unit)} does not fit ${archetype.name}`,
    { path: 'unit' },
    `one of ${units.join(', ')}`,
  );
}

/** Local midnight of a fixed Monday, so that a seed alone fixes every byte. */
export const defaultStart = (zone: string): EpochMs => atLocalTime(zone, DEFAULT_FIRST_DATE, '00:00');

/** The instant `days` calendar days after `start`, at the same local time. */
export function endOf(start: EpochMs, days: number, zone: string): EpochMs {
  requireZone(zone);
  const timeOfDay = instantText(start, zone).slice(11, 19);
  return Math.max(start, atLocalTime(zone, addDays(localDate(start, zone), days), timeOfDay));
}
