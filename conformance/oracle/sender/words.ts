import type { Reading } from '../../../contract/domain/index.ts';
import type { ReadArrival } from './match-arrivals.ts';

/** `7.0 mmol/L`, `HI`, `no value (error)`. */
export const resultText = ({ result }: Reading): string => {
  if (result.kind === 'value') return `${result.quantity.value} ${result.quantity.unit}`;
  if (result.kind === 'absent') return `no value (${result.reason})`;
  return result.direction === 'high' ? 'HI' : 'LO';
};

/** A measurement in one phrase. */
export const readingText = (reading: Reading): string =>
  `${reading.measure} ${resultText(reading)}, measured ${reading.effective}`;

/** `12.3 ms`; instants are nanoseconds. */
export const msText = (ns: number): string => `${Math.round(ns / 100_000) / 10} ms`;

/** What arrived, and what it was answered. */
export const arrivalText = ({ reading, outcome, code, seq }: ReadArrival): string =>
  `${readingText(reading)}, ${reading.status}, ${reading.identifier.value} of ${reading.patient.value}: ${outcome}${code === undefined ? '' : ` ${code}`} (line ${seq})`;

/** Several, the first few in full. */
export const arrivalsText = (arrivals: readonly ReadArrival[]): string => {
  const [first, second, ...more] = arrivals;
  if (first === undefined) return 'nothing arrived';
  const shown = [first, ...(second === undefined ? [] : [second])].map(arrivalText).join('; ');
  return more.length === 0 ? shown : `${shown}; and ${more.length} more`;
};
