import { CONTROL_SOLUTION, LOINC_FOR_UNIT, MEASURE_OF_UNIT } from '../../codes/measures.ts';
import type { Measure, Reading, ReadingResult, UnitCode } from '../../domain/index.ts';
import { EUI_64, type PhoneCast, SHOWN_SYSTEM } from './cast.ts';
import type { ScriptAct, SenderScript } from './script.ts';

/** An act with everything in it, to be played as it is. */
export type PhoneAct = { readonly at: string } & (
  | { readonly do: 'permission'; readonly measure: Measure; readonly status: 'granted' | 'withdrawn' }
  | { readonly do: 'show'; readonly name: string; readonly shown: Shown; readonly broken: boolean }
  | { readonly do: 'correct' | 'delete' | 'refuse'; readonly name: string; readonly shown: Shown }
  | { readonly do: 'again' | 'restore' | 'reset' | 'kill' }
  | { readonly do: 'outage'; readonly kind: 'unavailable' | 'cut' }
  | { readonly do: 'travel'; readonly zone: string }
);

/** A measurement as it is shown, and how. */
export interface Shown {
  /** As it has to arrive, but for the system of its identifier. */
  readonly reading: Reading;
  readonly whose: 'patient' | 'other';
  /** The scale does not know who of the others it was. */
  readonly isUnknown?: true;
  /** HKMetadataKeySyncIdentifier, clientRecordId; undefined for a device's record and a sample without one. */
  readonly sync?: { readonly identifier: string; readonly version: number };
}

const STEP_MINUTES = 10;
/** When a script begins that does not say. */
const SCRIPT_START = '2035-03-05T08:00:00-05:00';

const OFFSET = /(?:Z|([+-])(\d\d):(\d\d))$/;

const offsetMinutesOf = (text: string): number => {
  const [, sign, hours = '0', minutes = '0'] = OFFSET.exec(text) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
};

const digits = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');

/** To the second, with the offset of another text. */
const later = (text: string, minutes: number): string => {
  const offset = offsetMinutesOf(text);
  const local = new Date(Date.parse(text) + (minutes + offset) * 60_000).toISOString().slice(0, 19);
  return `${local}${OFFSET.exec(text)?.[0] ?? 'Z'}`;
};

const withSeconds = (text: string): string => later(text, 0);

const split = (value: string): { readonly result: ReadingResult; readonly unit: UnitCode } => {
  const [number = '', unit = 'mg/dL'] = value.split(' ') as [string, UnitCode];
  if (number === 'HI' || number === 'LO')
    return { unit, result: { kind: 'off-scale', direction: number === 'HI' ? 'high' : 'low' } };
  if (number === 'failed') return { unit, result: { kind: 'absent', reason: 'error' } };
  return { unit, result: { kind: 'value', quantity: { value: number, unit } } };
};

type ShowTerm = Extract<ScriptAct, { show: unknown }>['show'];

/** Device address without hyphens, record number, time as it is on the air: base time of a meter, time stamp of a scale. */
const gattIdentity = (device: string, sequence: number, effective: string, measure: Measure): string => {
  const ms = Date.parse(effective);
  const onAir = measure === 'glucose' ? ms : ms + offsetMinutesOf(effective) * 60_000;
  return `${device.replaceAll('-', '')}-${sequence}-${digits(onAir)}`;
};

/** Puts a script and its cast together. Throws RangeError where it names what it never showed. */
export const resolveScript = (script: SenderScript, cast: PhoneCast): readonly PhoneAct[] => {
  const shown = new Map<string, Shown>();
  let now = later(SCRIPT_START, -STEP_MINUTES);
  let sequence = 0;

  const readingOf = (term: ShowTerm, at: string): Shown => {
    const { result, unit } = split(term.value);
    const measure = MEASURE_OF_UNIT[unit];
    const effective = withSeconds(term.measured ?? at);
    const isGatt = script.source === 'gatt';
    const device = measure === 'glucose' ? cast.meter : cast.scale;
    const serial = measure === 'glucose' ? cast.meterSerial : cast.scaleSerial;
    const number = isGatt && measure === 'glucose' ? sequence++ : 0;
    const sync =
      isGatt || term.anonymous === true ? undefined : { identifier: cast.uuidOf(`sync ${term.name}`), version: 1 };
    const value = isGatt
      ? gattIdentity(device, number, effective, measure)
      : (sync?.identifier ?? cast.uuidOf(term.name));
    const reading: Reading = {
      identifier: { system: SHOWN_SYSTEM, value },
      patient: cast.patient,
      measure,
      code: term.control === true ? CONTROL_SOLUTION : LOINC_FOR_UNIT[unit],
      status: 'final',
      effective,
      result,
      ...(term.typed === true
        ? { userEntered: true }
        : { device: isGatt ? { system: EUI_64, value: device } : { system: SHOWN_SYSTEM, value: serial } }),
      ...(term.context === undefined ? {} : { mealContext: term.context }),
      ...(isGatt && measure === 'glucose' ? { sequenceNumber: number } : {}),
    };
    return {
      reading,
      whose: term.other === undefined ? 'patient' : 'other',
      ...(term.other === 'unknown' ? { isUnknown: true } : {}),
      ...(sync === undefined ? {} : { sync }),
    };
  };

  const known = (name: string): Shown => {
    const found = shown.get(name);
    if (found === undefined) throw new RangeError(`the script never showed ${name}`);
    return found;
  };

  const corrected = ({ of, value }: { of: string; value: string }): Shown => {
    const before = known(of);
    const { sync } = before;
    if (sync === undefined) throw new RangeError(`${of} has no sync identifier and cannot be corrected in its place`);
    const after = {
      ...before,
      reading: { ...before.reading, status: 'corrected' as const, result: split(value).result },
      sync: { ...sync, version: sync.version + 1 },
    };
    shown.set(of, after);
    return after;
  };

  const one = (act: ScriptAct, at: string): PhoneAct => {
    if ('permit' in act) return { at, do: 'permission', measure: act.permit, status: 'granted' };
    if ('withdraw' in act) return { at, do: 'permission', measure: act.withdraw, status: 'withdrawn' };
    if ('show' in act) {
      const made = readingOf(act.show, at);
      shown.set(act.show.name, made);
      return { at, do: 'show', name: act.show.name, shown: made, broken: act.show.broken === true };
    }
    if ('correct' in act) return { at, do: 'correct', name: act.correct.of, shown: corrected(act.correct) };
    if ('delete' in act) return { at, do: 'delete', name: act.delete, shown: known(act.delete) };
    if ('outage' in act) return { at, do: 'outage', kind: act.outage };
    if ('travel' in act) return { at, do: 'travel', zone: act.travel };
    if ('refuse' in act)
      return { at, do: 'refuse', name: act.refuse, shown: shown.get(act.refuse) ?? coming(act.refuse, at) };
    if ('reset' in act) sequence = 0;
    return { at, do: 'again' in act ? 'again' : 'restore' in act ? 'restore' : 'reset' in act ? 'reset' : 'kill' };
  };

  /** What is turned away has to be known before it is shown. */
  const coming = (name: string, at: string): Shown => {
    let [when, number] = [at, sequence];
    const from = script.acts.findIndex((a) => 'refuse' in a && a.refuse === name);
    for (const act of script.acts.slice(from + 1)) {
      when = act.at ?? later(when, STEP_MINUTES);
      if (!('show' in act)) continue;
      if (act.show.name === name) {
        const before = sequence;
        sequence = number;
        const made = readingOf(act.show, when);
        sequence = before;
        return made;
      }
      if (script.source === 'gatt' && MEASURE_OF_UNIT[split(act.show.value).unit] === 'glucose') number += 1;
    }
    throw new RangeError(`the script never shows ${name}`);
  };

  return script.acts.map((act) => {
    now = act.at === undefined ? later(now, STEP_MINUTES) : withSeconds(act.at);
    return one(act, now);
  });
};
