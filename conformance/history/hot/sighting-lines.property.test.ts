import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import { arbitraryOf } from '../arbitrary.test-helper.ts';
import { SeenLine } from '../lines.ts';
import { quickWay } from './quick-way.test-helper.ts';
import { Shared } from './shared.ts';
import { SightingLines } from './sighting-lines.ts';

const fresh = (): SightingLines => new SightingLines(new Shared());

const { written, compared } = quickWay(SeenLine, fresh);

/** Now and then with what has to be escaped. */
const ascii = fc.oneof(
  { arbitrary: fc.stringMatching(/^[ !#-[\]-~]{1,20}$/), weight: 19 },
  fc.string({ minLength: 1, maxLength: 20 }),
);
const name = fc.record({ system: ascii, value: ascii });

/** With names that need no escape, mostly, and mostly without what an item of more than one reading shows. */
const line = fc
  .record({
    seen: arbitraryOf(SeenLine),
    names: fc.array(name, { minLength: 5, maxLength: 5 }),
    rare: fc.integer({ min: 0, max: 9 }),
    text: ascii,
    digits: fc.nat({ max: 2 ** 40 }),
  })
  .map(({ seen, names: [a, b, c, d, e], rare, text, digits }): SeenLine => {
    const { kind, item, after } = seen as SeenLine;
    const {
      context,
      baseline,
      delta,
      step,
      copyOf,
      readings,
      count,
      worst,
      last,
      lastEffective,
      due,
      summary,
      ...most
    } = item;
    const further = {
      context,
      baseline,
      delta,
      step,
      copyOf,
      readings,
      count,
      worst,
      last,
      lastEffective,
      due,
      summary,
    };
    const id = (own: typeof a): NonNullable<typeof a> => own ?? item.identifier;
    const shown: InboxItem = {
      ...most,
      ...(rare === 0 ? further : {}),
      identifier: id(a),
      patient: id(b),
      order: id(c),
      recipient: id(d),
      history: item.history.map((event) => ({ ...event, actor: text })),
    };
    if (shown.reading !== undefined) shown.reading = id(e);
    if (shown.withdrawal !== undefined) shown.withdrawal = text;
    if (shown.rule !== undefined) shown.rule = text;
    if (shown.value !== undefined) shown.value = { ...shown.value, unit: text };
    if (shown.limit !== undefined) shown.limit = { ...shown.limit, unit: text };
    return {
      kind,
      seq: digits + 1,
      surface: text,
      after: after === null ? null : digits,
      by: digits + 3,
      item: shown,
      wire: 'cacc',
    };
  });

describe('a sighting read the quick way is the sighting that the schema gives', () => {
  compared(line, 500);
});

const id = { system: 's', value: 'v' };
const T = '2035-01-10T12:00:00Z';
const usual: SeenLine = {
  kind: 'seen',
  seq: 7,
  surface: 'inbox',
  after: null,
  by: 5,
  item: {
    identifier: { system: 's', value: 'item' },
    version: 1,
    kind: 'abnormal',
    status: 'withdrawn',
    withdrawal: 'corrected-to-normal',
    patient: id,
    order: id,
    measure: 'glucose',
    recipient: id,
    routedAs: 'responsible',
    rule: 'limits',
    interpretation: ['H'],
    reading: { system: 's', value: 'reading' },
    value: { value: '196', unit: 'mg/dL' },
    effective: '2035-01-10T06:58:02-05:00',
    submitted: T,
    late: false,
    limit: { value: '193', unit: 'mg/dL' },
    limitFrom: T,
    priority: 'urgent',
    created: T,
    history: [
      { status: 'new', at: T, actor: 'system' },
      { status: 'withdrawn', at: T, actor: 'system' },
    ],
  },
  wire: 'cacc',
};
const text = written(usual);

test('all that an item of one reading shows is read the quick way', () => {
  expect(fresh().read(text, true)).toEqual(usual);
});
test('what many lines hold is one value', () => {
  const lines = fresh();
  const [a, b] = [lines.read(text, true), lines.read(text, true)];
  if (a === undefined || b === undefined) throw new Error('not read');
  expect(a.item.patient).toBe(b.item.patient);
  expect(a.item.value).toBe(b.item.value);
  expect(a.item.interpretation).toBe(b.item.interpretation);
});

test.each([
  ['a blank', '"seq":7,', '"seq": 7,'],
  ['no number', '"seq":7,', '"seq":0,'],
  ['a leading zero', '"by":5,', '"by":05,'],
  ['a version of nothing', '"version":1', '"version":0'],
  ['an escape', '"surface":"inbox"', String.raw`"surface":"\u0069nbox"`],
  ['a member twice', '"version":1,', '"version":1,"version":1,'],
  ['another order of members', '"late":false,"limit"', '"context":"fasting","late":false,"limit"'],
  ['an empty system', '"patient":{"system":"s"', '"patient":{"system":""'],
  ['an empty name', '"value":"reading"', '"value":""'],
  ['a name that is too long', '"value":"item"', `"value":"${'x'.repeat(256)}"`],
  ['an unknown kind', '"kind":"abnormal"', '"kind":"normal"'],
  ['an unknown route', '"routedAs":"responsible"', '"routedAs":"nobody"'],
  ['an unknown interpretation', '["H"]', '["X"]'],
  ['an unknown event', '{"status":"new"', '{"status":"old"'],
  ['a number that is none', '"value":"196"', '"value":"0196"'],
  ['a time that is none', `"created":"${T}"`, '"created":"today"'],
  ['no patient', '"patient":{"system":"s","value":"v"},', ''],
  ['no history', ',"history":[', ',"story":['],
  ['more behind it', '"wire":"cacc"}', '"wire":"cacc"} '],
])('%s goes the slow way', (_name, from, to) => {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  expect(fresh().read(changed, true)).toBeUndefined();
});
