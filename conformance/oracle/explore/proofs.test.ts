import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import {
  type HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  type OpOptions,
} from '../history-builder.test-helper.ts';
import { ACCEPTED, begin, courses, explored, filed, rulings, UNKNOWN, type Write } from './explored.test-helper.ts';

const made = (name = 'r', more: Partial<Reading> = {}): Reading => ({
  ...makeReading({ name, value: '250' }),
  ...more,
});
/** Sent now; the builder stays where it is. */
const submit = (b: HistoryBuilder, options: OpOptions = {}, reading = made()): void =>
  void b.op({ op: 'reading.submit', reading }, { ago: 0, ...options });
/** Nobody answered the first attempt, nor the second, 10 ms later. */
const twice = (b: HistoryBuilder, name = 'r'): void => {
  submit(b, UNKNOWN, made(name));
  submit(b.wait(10), UNKNOWN, made(name));
};
const seen = (b: HistoryBuilder, name = 'r', by = b.now): void =>
  void b.seen(makeItem(made(name), makeOrder(), `of ${name}`), { by });
const found = (write: Write): { courses: string[]; rulings: string[]; filed: string[][] } => {
  const all = explored(write);
  return { courses: courses(all), rulings: rulings(all), filed: filed(all) };
};
const EITHER = ['3: accept or accept replay', '4: accept or accept replay'];

describe('a reading that was seen had been filed by one of its attempts', () => {
  test('before the sight, though a permission that nobody answered was needed for it', () => {
    const { filed: all } = found((b) => {
      b.order();
      b.grant('glucose', 'p1', UNKNOWN);
      twice(b);
      seen(b.wait(10));
    });
    expect(all).toEqual([['r 3 20-40']]);
  });
  test('before the withdrawal that was answered before the sight', () => {
    const written = found((b) => {
      begin(b);
      twice(b);
      b.permission('withdrawn', 'glucose', 'p1', { ago: 0, took: 30 });
      seen(b.wait(100));
    });
    expect(written.filed).toEqual([['r 3 120-160']]);
    expect(written.rulings).toEqual([...ACCEPTED, ...EITHER, '5: accept']);
  });
  test('before the sight, where the withdrawal was answered after it', () => {
    const written = found((b) => {
      begin(b);
      twice(b);
      b.permission('withdrawn', 'glucose', 'p1', { ago: 0, took: 130 });
      seen(b.wait(100));
      b.wait(100);
    });
    expect(written.filed).toEqual([['r 3 120-230']]);
  });
  test('by an attempt that was answered, or by another before it', () => {
    const written = found((b) => {
      begin(b);
      submit(b, { took: 50 });
      submit(b.wait(10), UNKNOWN);
      seen(b.wait(90));
    });
    expect(written.rulings).toEqual([...ACCEPTED, ...EITHER]);
    expect(written.filed).toEqual([['r 3 120-170']]);
  });
  test('not by one that came before the permission', () => {
    const never = 'refuse never-permitted';
    const written = found((b) => {
      b.order();
      twice(b);
      b.grant('glucose', 'p1', { ago: 0, took: 30 });
      seen(b.wait(100));
    });
    expect(written.rulings).toEqual([
      '1: accept',
      `2: accept or accept replay or ${never}`,
      `3: accept or accept replay or ${never}`,
      '4: accept',
    ]);
    expect(written.filed).toEqual([['r 2 20-120']]);
  });
  test('by an entry of a bundle or by itself', () => {
    const written = found((b) => {
      begin(b);
      for (const name of ['r', 's'])
        b.op({ op: 'reading.submit', reading: made(name), bundle: { kind: 'batch', id: 'x' } }, { ...UNKNOWN, ago: 0 });
      submit(b.wait(10), UNKNOWN);
      seen(b.wait(100));
    });
    expect(written.courses).toEqual(['r 3, s 4, abnormal, abnormal', 'r 5, abnormal']);
  });
  test('each by its own sight, the earlier first', () => {
    const written = found((b) => {
      begin(b);
      twice(b);
      twice(b, 's');
      seen(b.wait(100), 's');
      seen(b, 'r', b.now + 50);
      b.wait(100);
    });
    expect(written.filed).toEqual([['s 5 130-240', 'r 3 120-290']]);
  });
  test('or its erasure came first, and there is nothing but that', () => {
    const written = found((b) => {
      begin(b);
      submit(b, UNKNOWN);
      submit(b.wait(10), UNKNOWN, made('r', { status: 'entered-in-error' }));
      seen(b.wait(100));
    });
    expect(written.courses).toEqual(['r ', 'r 3+4, abnormal withdrawn', 'r 3, abnormal']);
  });
});

describe('at the very instant of the sight', () => {
  test('an attempt that was sent then may have filed it', () => {
    const written = found((b) => {
      begin(b);
      submit(b, UNKNOWN, made('r', { effective: '2035-01-01T01:00:00Z' }));
      b.wait(100);
      seen(b);
      submit(b, UNKNOWN);
      b.wait(10);
      submit(b, {}, made('s'));
    });
    expect(written.filed).toEqual([['r 5 220-220', 's 6 230-240']]);
    expect(written.rulings).toEqual([...ACCEPTED, '3: refuse conflict or refuse future', '5: accept', '6: accept']);
  });
  test('one that was sent earlier cannot first be let in: then nothing explains what was seen', () => {
    const written = found((b) => {
      b.order();
      twice(b);
      b.wait(100);
      seen(b);
      b.grant('glucose', 'p1', { ago: 0 });
      b.wait(100);
      submit(b, {}, made('s'));
    });
    expect(written.filed).toEqual([['s 6 220-230'], ['s 6 220-230', 'r 2 120-Infinity']]);
  });
});
