import { describe, expect, test } from 'vitest';
import { LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import { RIGHT } from './collaborators.ts';
import { Outbox } from './outbox.ts';
import type { Storage } from './storage.ts';

const storage = (): Storage & { text: string | undefined } => ({
  text: undefined,
  load() {
    return this.text;
  },
  save(text) {
    this.text = text;
  },
});
const reading = (name: string, value = '100'): Reading => ({
  identifier: { system: 's', value: name },
  patient: { system: 'p', value: '1' },
  measure: 'glucose',
  code: LOINC_FOR_UNIT['mg/dL'],
  status: 'final',
  effective: '2035-03-05T09:00:00-05:00',
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});
const GRANTED = new Set(['glucose' as const]);

/** What leaves, in order, each accepted. */
const drained = (outbox: Outbox): string[] => {
  const gone: string[] = [];
  for (let [entry] = outbox.next(GRANTED); entry !== undefined; [entry] = outbox.next(GRANTED)) {
    outbox.tried(entry);
    const { identifier, status, result } = entry.reading;
    gone.push(`${identifier.value} ${status} ${result.kind === 'value' ? result.quantity.value : ''}`);
    outbox.settle(entry, 'sent');
  }
  return gone;
};

describe('an outbox', () => {
  test('takes a measurement once, however often it comes, and remembers that over a restart', () => {
    const kept = storage();
    const outbox = new Outbox(kept, RIGHT);
    outbox.put(reading('a'));
    outbox.put(reading('a'));
    expect(drained(new Outbox(kept, RIGHT))).toEqual(['a final 100']);
    const later = new Outbox(kept, RIGHT);
    later.put(reading('a'));
    expect(drained(later)).toEqual([]);
  });
  test('lets nothing go that is not permitted, and holds nothing else up for it', () => {
    const outbox = new Outbox(storage(), RIGHT);
    outbox.put({ ...reading('w'), measure: 'weight' });
    outbox.put(reading('a'));
    expect(drained(outbox)).toEqual(['a final 100']);
  });
  test('a change of what was sent is a correction; of what nobody has, the first that goes', () => {
    const outbox = new Outbox(storage(), RIGHT);
    outbox.put(reading('a'), 1);
    drained(outbox);
    outbox.put(reading('a', '120'), 2);
    outbox.put(reading('b'), 1);
    outbox.put(reading('b', '130'), 2);
    expect(drained(outbox)).toEqual(['a corrected 120', 'b final 130']);
  });
  test('a change of what was tried and not answered goes behind it, as a correction', () => {
    const outbox = new Outbox(storage(), RIGHT);
    outbox.put(reading('a'), 1);
    const [entry] = outbox.next(GRANTED);
    if (entry !== undefined) outbox.tried(entry);
    outbox.put(reading('a', '120'), 2);
    expect(drained(outbox)).toEqual(['a final 100', 'a corrected 120']);
  });
  test('gives as many at once as are asked for, in order, and none that is not permitted', () => {
    const outbox = new Outbox(storage(), RIGHT);
    outbox.put({ ...reading('w'), measure: 'weight' });
    for (const name of ['a', 'b', 'c']) outbox.put(reading(name));
    const names = (most: number) => outbox.next(GRANTED, most).map((e) => e.reading.identifier.value);
    expect(names(2)).toEqual(['a', 'b']);
    expect(names(10)).toEqual(['a', 'b', 'c']);
  });
  test('never gives a measurement and its correction together', () => {
    const outbox = new Outbox(storage(), RIGHT);
    outbox.put(reading('a'), 1);
    const [entry] = outbox.next(GRANTED);
    if (entry !== undefined) outbox.tried(entry);
    outbox.put(reading('a', '120'), 2);
    outbox.put(reading('b'));
    expect(outbox.next(GRANTED, 10)).toEqual([entry]);
  });
  test('what was deleted before it went stays, and what went is erased', () => {
    const outbox = new Outbox(storage(), RIGHT);
    outbox.put(reading('a'));
    outbox.erase('a');
    expect(drained(outbox)).toEqual([]);
    outbox.put(reading('b'));
    drained(outbox);
    outbox.erase('b');
    outbox.erase('never-there');
    expect(drained(outbox)).toEqual(['b entered-in-error 100']);
  });
});

test('the old half of a change is no deletion', () => {
  expect(RIGHT.isDeletion({ uuid: 'u', syncIdentifier: 's', syncVersion: 1 }, { version: 2, state: 'sent' })).toBe(
    false,
  );
  expect(RIGHT.isDeletion({ uuid: 'u', syncIdentifier: 's', syncVersion: 2 }, { version: 2, state: 'sent' })).toBe(
    true,
  );
  expect(RIGHT.isDeletion({ uuid: 'u' }, undefined)).toBe(false);
});
