import type { OpLine } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import type { Flaw } from '../items/flaw.ts';
import type { Timing } from '../sight/delay.ts';
import { linesText } from '../lines-text.ts';
import type { Filing } from '../readings/filing.ts';
import type { ObservedItem } from '../record/sighting.ts';

/** Phrases that findings share. */
export const answerText = ({ outcome, answer, seq }: OpLine): string => {
  const code = [answer.code, answer.refusal].filter((s) => s !== undefined).join(' ');
  return `line ${seq}: ${outcome}${code === '' ? '' : ` (${code})`}`;
};

/** The lines of every attempt at a reading: `lines 4 and 7`. */
export const sentBy = ({ attempts }: Filing): string => linesText(attempts.map((a) => a.op.seq));

export const itemText = ({ latest, key, first }: ObservedItem): string => {
  const value = latest.value === undefined ? '' : ` ${latest.value.value} ${latest.value.unit}`;
  return `item ${bareKey(key)}: ${latest.kind} ${latest.interpretation.join('+')}${value}, ${latest.status}, for ${latest.recipient.value} (line ${first.seq})`;
};

export const itemsText = (items: readonly ObservedItem[]): string =>
  items.length === 0 ? 'no item' : items.map(itemText).join('; ');

export const itemLines = (items: readonly ObservedItem[]): number[] =>
  items.flatMap((i) => i.versions.map((v) => v.seq));

export const flawsText = (flaws: readonly Flaw[]): string[] =>
  flaws.map((f) => `${f.field}: ${f.shown}, expected ${f.expected}`);

export const intervalText = ({ lowMs, highMs }: Timing): string =>
  highMs === null ? `not within ${lowMs} ms` : `after ${lowMs} to ${highMs} ms`;
