import type { Delimiters } from './delimiters.ts';
import { unescapeValue } from './escape.ts';

/** What a place holds: its text, `null` for the HL7 null `""` (delete), undefined for empty (no change). */
export type Value = string | null | undefined;

/** Which place inside a field. All count from 1, as in the standard; all default to 1. */
export interface At {
  readonly repetition?: number;
  readonly component?: number;
  readonly subcomponent?: number;
}

/** No segment of 2.5.1 has more fields than 100, no field of ours more parts than 50: a bound on what hostile input costs. */
const MOST_FIELDS = 256;
const MOST_PARTS = 50;

/** One part, without making the others. */
const nth = (text: string, separator: string, number = 1): string => {
  if (number > MOST_PARTS) return '';
  let from = 0;
  for (let part = 1; ; part += 1) {
    const end = text.indexOf(separator, from);
    if (part === number) return text.slice(from, end < 0 ? text.length : end);
    if (end < 0) return '';
    from = end + separator.length;
  }
};

/**
 * One segment. Fields are numbered as in the standard, MSH included: MSH-1 is the field separator
 * itself. What a sender left out reads as empty; what it added behind is simply not asked for.
 */
export class Segment {
  readonly name: string;
  readonly delimiters: Delimiters;
  /** Counts segments of this name in the message, from 1: the second part of an ERR-2 place. */
  readonly occurrence: number;
  readonly #text: string;
  readonly #fields: readonly string[];

  constructor(text: string, delimiters: Delimiters, occurrence: number) {
    this.#text = text;
    const parts = text.split(delimiters.field, MOST_FIELDS);
    this.name = parts[0] ?? '';
    this.delimiters = delimiters;
    this.occurrence = occurrence;
    this.#fields = this.name === 'MSH' ? ['MSH', delimiters.field, ...parts.slice(1)] : parts;
  }

  /** How many fields were sent. */
  get fields(): number {
    return this.#fields.length - 1;
  }

  /** True where it was made of this text. */
  isOf(text: string): boolean {
    return this.#text === text;
  }

  /** False where nothing that was sent is escaped. */
  get hasEscapes(): boolean {
    return this.#text.includes(this.delimiters.escape);
  }

  /** True where some of what was sent is as `pattern` says, fields behind the last that counts included. */
  matches(pattern: RegExp): boolean {
    return pattern.test(this.#text);
  }

  /** The field as it stands on the wire, still escaped. */
  raw(field: number): string {
    return this.#fields[field] ?? '';
  }

  /** Number of repetitions, counted up to 50; an empty field has none. */
  repetitions(field: number): number {
    const raw = this.raw(field);
    if (raw === '') return 0;
    const { repetition } = this.delimiters;
    return raw.includes(repetition) ? raw.split(repetition, MOST_PARTS).length : 1;
  }

  /** One place of one field, unescaped. MSH-1 and MSH-2 are returned as they are. */
  value(field: number, at: At = {}): Value {
    const raw = this.raw(field);
    if (field <= 2 && this.name === 'MSH') return raw;
    if (raw === '') return undefined;
    const { repetition, component, subcomponent } = this.delimiters;
    const part = nth(nth(raw, repetition, at.repetition), component, at.component);
    const text = nth(part, subcomponent, at.subcomponent);
    if (text === '') return undefined;
    return text === '""' ? null : unescapeValue(text, this.delimiters);
  }

  /** As {@link value}, with empty text for both empty and null. */
  text(field: number, at: At = {}): string {
    return this.value(field, at) ?? '';
  }

  /** True where a component has anything behind its first subcomponent, which alone is read of what is one text. */
  isSplit(field: number, at: At = {}): boolean {
    const { repetition, component, subcomponent } = this.delimiters;
    const part = nth(nth(this.raw(field), repetition, at.repetition), component, at.component);
    if (!part.includes(subcomponent)) return false;
    return part
      .split(subcomponent)
      .slice(1)
      .some((further) => further !== '');
  }

  /** True when the whole field is the HL7 null `""`. */
  isNull(field: number): boolean {
    return this.raw(field) === '""';
  }

  /** The ERR-2 place of a field of this segment: `OBX^3^5`. */
  place(field: number, component?: number): string {
    const place = `${this.name}^${this.occurrence}^${field}`;
    return component === undefined ? place : `${place}^1^${component}`;
  }
}
