import { describe, expect, test } from 'vitest';
import { Reading } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { importNightscout, readNightscout, type NightscoutOptions } from './nightscout.ts';

const OPTIONS: NightscoutOptions = {
  file: 'entries.json',
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
  zone: 'Europe/Vienna',
};
const ENTRY = {
  _id: '65f0',
  type: 'mbg',
  date: 1709276400000,
  dateString: '2024-03-01T07:00:00.000Z',
  mbg: 120,
  device: 'meter',
};
const SENSOR = { _id: '65f1', type: 'sgv', date: 1709276400000, sgv: 140, direction: 'Flat', utcOffset: 60 };
const TREATMENT = {
  _id: '65f2',
  eventType: 'BG Check',
  created_at: '2024-03-01T07:00:00Z',
  glucose: 5.4,
  units: 'mmol',
  glucoseType: 'Finger',
};

const load = (records: unknown, options: Partial<NightscoutOptions> = {}) =>
  importNightscout([typeof records === 'string' ? records : JSON.stringify(records)], { ...OPTIONS, ...options });
const one = async (record: object, options: Partial<NightscoutOptions> = {}): Promise<Reading> => {
  const { readings, problems } = await load([record], options);
  expect(problems).toEqual([]);
  const [reading] = readings;
  if (reading === undefined) throw new Error('no reading');
  return Reading.parse(reading);
};
const refused = async (record: unknown, options: Partial<NightscoutOptions> = {}): Promise<string> => {
  const { readings, problems } = await load([record], options);
  expect(readings).toEqual([]);
  return problems.map(({ why }) => why).join();
};

describe('an entry', () => {
  test('of a meter is a reading that says no more than the entry', async () => {
    expect(await one(ENTRY)).toEqual({
      identifier: { system: 'urn:example:nightscout:record', value: '65f0' },
      patient: OPTIONS.patient,
      measure: 'glucose',
      code: { system: 'http://loinc.org', code: '41653-7' },
      status: 'final',
      effective: '2024-03-01T07:00:00+00:00',
      result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
      device: { system: 'urn:example:nightscout:device', value: 'meter' },
    });
  });

  test('of a sensor is counted and left out, because it is another measure', async () => {
    const { readings, counts } = await load([SENSOR, ENTRY]);
    expect(readings).toHaveLength(1);
    expect(counts).toEqual({ records: 2, readings: 1, sensor: 1, other: 0, damaged: 0 });
  });

  test('of a sensor is played where that is wanted', async () => {
    const reading = await one(SENSOR, { sensor: 'as-if-measured' });
    expect(reading.result).toEqual({ kind: 'value', quantity: { value: '140', unit: 'mg/dL' } });
    expect(reading.effective).toBe('2024-03-01T08:00:00+01:00');
  });

  test.each([
    [39, { kind: 'off-scale', direction: 'low', bound: { value: '40', unit: 'mg/dL' } }],
    [401, { kind: 'off-scale', direction: 'high', bound: { value: '400', unit: 'mg/dL' } }],
    [13, { kind: 'value', quantity: { value: '13', unit: 'mg/dL' } }],
  ])('a sensor’s %d is not more than it says', async (sgv, result) => {
    expect((await one({ ...SENSOR, sgv }, { sensor: 'as-if-measured' })).result).toEqual(result);
    expect((await one({ ...ENTRY, mbg: sgv })).result).toMatchObject({ kind: 'value' });
  });

  test('a sensor’s error code is no reading', async () => {
    expect(await refused({ ...SENSOR, sgv: 5 }, { sensor: 'as-if-measured' })).toBe("5 is a sensor's error code");
  });

  test('calibrations and other types are no damage', async () => {
    const { counts } = await load([{ type: 'cal', slope: 1 }, { eventType: 'Meal Bolus', insulin: 4 }, ENTRY]);
    expect(counts).toEqual({ records: 3, readings: 1, sensor: 0, other: 2, damaged: 0 });
  });
});

describe('a treatment with a glucose', () => {
  test('in mmol/L', async () => {
    expect(await one(TREATMENT)).toMatchObject({
      code: { code: '14743-9' },
      effective: '2024-03-01T07:00:00+00:00',
      result: { kind: 'value', quantity: { value: '5.4', unit: 'mmol/L' } },
    });
  });

  test.each(['mg/dl', 'mg/dL', 'MGDL'])('in %s, as a text', async (units) => {
    const { result } = await one({ ...TREATMENT, units, glucose: ' 97 ' });
    expect(result).toEqual({ kind: 'value', quantity: { value: '97', unit: 'mg/dL' } });
  });

  test('typed in by hand', async () => {
    expect((await one({ ...TREATMENT, glucoseType: 'Manual' })).userEntered).toBe(true);
    expect((await one(TREATMENT)).userEntered).toBeUndefined();
  });

  test('of a sensor is left out as an entry’s is', async () => {
    expect((await load([{ ...TREATMENT, glucoseType: 'Sensor' }])).counts.sensor).toBe(1);
  });

  test.each([null, '', undefined])('glucose %s is none', async (glucose) => {
    expect((await load([{ ...TREATMENT, glucose }])).counts.other).toBe(1);
  });
});

test('digits stay as written', async () => {
  const text = JSON.stringify([TREATMENT]).replace('5.4', '5.40');
  expect((await load(text)).readings[0]?.result).toMatchObject({ quantity: { value: '5.40' } });
});

test.each<[object, string]>([
  [{ units: undefined }, 'mmol/L'],
  [{ units: 'mg/dl', glucose: 97 }, 'mg/dL'],
])('the file’s unit is for records that name none: %o', async (more, unit) => {
  expect((await one({ ...TREATMENT, ...more }, { unit: 'mmol/L' })).result).toMatchObject({ quantity: { unit } });
});

describe('time', () => {
  test.each<[string, object, string]>([
    ['the offset told beside it', { utcOffset: -300 }, '2024-03-01T02:00:00-05:00'],
    ['milliseconds before text', { dateString: '2020-01-01T00:00:00+02:00' }, '2024-03-01T09:00:00+02:00'],
    [
      'text alone, with an offset',
      { date: undefined, dateString: '2024-07-01T08:30:00.123+0200' },
      '2024-07-01T08:30:00+02:00',
    ],
    ['text alone, local', { date: undefined, dateString: '2024-07-01 08:30:00' }, '2024-07-01T08:30:00+02:00'],
    ['milliseconds alone: the zone', { dateString: undefined }, '2024-03-01T08:00:00+01:00'],
    ['a broken text beside milliseconds', { dateString: 'yesterday' }, '2024-03-01T08:00:00+01:00'],
    ['milliseconds with a fraction', { date: 1709276400250.5, dateString: undefined }, '2024-03-01T08:00:00+01:00'],
  ])('%s', async (_what, more, effective) => {
    expect((await one({ ...ENTRY, ...more })).effective).toBe(effective);
  });
});

describe('a damaged record is told of with its line, and the rest is read', () => {
  test.each<[string, unknown, RegExp]>([
    ['a number', 5, /not a record/],
    ['null', null, /not a record/],
    ['another thing', { status: 401, message: 'Unauthorized' }, /neither an entry nor a treatment/],
    ['an entry without its value', { type: 'mbg', date: 1 }, /no mbg in it/],
    ['a text for a value', { ...ENTRY, mbg: 'high' }, /"high" is not a decimal number/],
    ['a locale comma', { ...TREATMENT, glucose: '5,4' }, /"5,4" is not a decimal/],
    ['a negative value', { ...ENTRY, mbg: -5 }, /not above 0/],
    ['nought', { ...ENTRY, mbg: 0 }, /not above 0/],
    ['an unknown unit', { ...TREATMENT, units: 'g/l' }, /unit "g\/l"/],
    ['an inherited name as unit', { ...TREATMENT, units: 'constructor' }, /unit/],
    ['no time', { type: 'mbg', mbg: 100 }, /neither date \(absent\) nor dateString \(absent\)/],
    ['a day that does not exist', { type: 'mbg', mbg: 100, dateString: '2023-02-30T10:00:00Z' }, /2023-02-30/],
    ['an hour that does not exist', { type: 'mbg', mbg: 100, dateString: '2023-02-20T25:00:00Z' }, /25:00/],
    ['seconds for milliseconds', { ...ENTRY, date: 1709276400 }, /milliseconds since 1970/],
    ['an offset beyond all', { ...ENTRY, utcOffset: 100_000 }, /utcOffset/],
    ['a long identifier', { ...ENTRY, _id: 'x'.repeat(300) }, /255/],
  ])('%s', async (_what, record, why) => {
    const text = `[${JSON.stringify(ENTRY)},\n${JSON.stringify(record)},\n${JSON.stringify({ ...ENTRY, _id: 'z' })}]`;
    const { readings, problems, counts } = await load(text);
    expect(readings).toHaveLength(2);
    expect(counts.damaged).toBe(1);
    expect(problems[0]?.line).toBe(2);
    expect(problems[0]?.why).toMatch(why);
    expect(problems[0]?.text.length).toBeLessThanOrEqual(200);
  });

  test('what is not JSON', async () => {
    const { readings, problems } = await load(`[{"sgv":12,,},\n${JSON.stringify(ENTRY)},\n]`);
    expect(readings).toHaveLength(1);
    expect(problems.map(({ line, why }) => [line, why])).toEqual([
      [1, 'not JSON'],
      [3, 'empty'],
    ]);
  });

  test('a repeated identifier; records without one are told apart by their lines', async () => {
    const repeated = await load([ENTRY, ENTRY]);
    expect(repeated.problems[0]?.why).toBe('repeats the identifier of line 1');
    const { _id, ...bare } = ENTRY;
    const text = `${JSON.stringify(bare)}\n${JSON.stringify({ ...bare, identifier: 'v3' })}\n${JSON.stringify({ ...bare, _id: { $oid: _id } })}`;
    const { readings } = await load(text);
    expect(readings.map(({ identifier }) => identifier.value)).toEqual(['entries.json-1', 'v3', '65f0']);
  });
});

test.each([
  ['cut off', '{"_id":"b","mbg":101,"date":170927'],
  ['cut off in a text', '{"_id":"b","mbg":101,"device":"met'],
  ['that is none', 'NaN,,undefined'],
])('a line %s among good ones is told of, and the rest is read', async (_what, line) => {
  const [before, after] = [ENTRY, { ...ENTRY, _id: 'c', mbg: 121 }].map((entry) => JSON.stringify(entry));
  const { readings, problems, counts } = await load(`${before}\n${line}\n${after}\n`);
  expect(readings.map(({ identifier }) => identifier.value)).toEqual(['65f0', 'c']);
  expect(problems).toEqual([{ line: 2, text: line, why: 'not JSON' }]);
  expect(counts).toMatchObject({ records: 3, damaged: 1 });
});

test('a damaged file imports nothing and says where; an unknown zone is said at once', async () => {
  await expect(load('<html>')).rejects.toThrow(InputProblem);
  await expect(load('[{"mbg":1')).rejects.toThrow(/ends inside the record/);
  await expect(load('[]', { zone: 'Mars/Base' })).rejects.toThrow(/Mars/);
  expect((await load('[]')).counts.records).toBe(0);
});

test('records are read one by one from a file without an end', async () => {
  const endless = (function* () {
    yield '[';
    for (let i = 0; ; i++) yield `${JSON.stringify({ ...ENTRY, _id: `${i}` })},`;
  })();
  const stream = readNightscout(endless, OPTIONS);
  expect((await stream.next()).value).toMatchObject({ kind: 'reading', line: 1 });
  await stream.return(undefined);
});

test('records without an identifier, all in one line, are records of their own', async () => {
  const records = [120, 130, 140].map((mbg, hour) => ({ type: 'mbg', date: ENTRY.date + hour * 3_600_000, mbg }));
  const { readings, problems } = await load(records);
  expect(problems).toEqual([]);
  expect(readings.map(({ identifier }) => identifier.value)).toEqual([
    'entries.json-1',
    'entries.json-1-2',
    'entries.json-1-3',
  ]);
  const lines = await load(records.map((record) => JSON.stringify(record)).join('\n'));
  expect(lines.readings.map(({ identifier }) => identifier.value)).toEqual([
    'entries.json-1',
    'entries.json-2',
    'entries.json-3',
  ]);
});
