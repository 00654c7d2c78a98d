import type { OpLine } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import type { ObservedItem } from '../record/sighting.ts';

/** Phrases that findings share. */
export const answerText = ({ outcome, answer, seq }: OpLine): string => {
  const code = [answer.code, answer.refusal].filter((s) => s !== undefined).join(' ');
  return `line ${seq}: ${outcome}${code === '' ? '' : ` (${code})`}`;
};

export const itemText = ({ latest, key, first }: ObservedItem): string => {
  const value = latest.value === undefined ? '' : ` ${latest.value.value} ${latest.value.unit}`;
  return `item ${bareKey(key)}: ${latest.kind} ${latest.interpretation.join('+')}${value}, ${latest.status}, for ${latest.recipient.value} (line ${first.seq})`;
};

export const itemsText = (items: readonly ObservedItem[]): string =>
  items.length === 0 ? 'no item' : items.map(itemText).join('; ');

export const itemLines = (items: readonly ObservedItem[]): number[] =>
  items.flatMap((i) => i.versions.map((v) => v.seq));
