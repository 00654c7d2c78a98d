import { describe, expect, test } from 'vitest';
import { Reading } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { deliveries, settingOf } from '../faults/uplink/deliveries.test-helper.ts';
import { changedValue } from '../faults/uplink/changed-value.ts';
import { healthStoreDelete } from '../faults/uplink/health-store-delete.ts';
import { formatNamed } from '../formats/registry.ts';
import type { Delivery } from '../layers.ts';
import { simulatedPatient } from '../simulate.ts';
import { archetypes } from '../cohort/archetypes.ts';
import { importCsv, readCsv } from './csv.ts';
import { CsvMapping, csvMapping } from './csv-mapping.ts';

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const mapping = (more: Record<string, unknown> = {}): CsvMapping =>
  CsvMapping.parse({ columns: { time: 'time', value: 'value' }, unit: 'mg/dL', zone: 'Europe/Vienna', ...more });
const load = (text: string, of: CsvMapping = mapping()) =>
  importCsv([text], { file: 'log.csv', patient: PATIENT, mapping: of });
const one = async (text: string, of?: CsvMapping): Promise<Reading> => {
  const { readings, problems } = await load(text, of);
  expect(problems).toEqual([]);
  return Reading.parse(readings[0]);
};

test('a row is a reading that says no more than the row', async () => {
  expect(await one('time,value\n2024-03-01 08:00,120\n')).toEqual({
    identifier: { system: 'urn:example:recorded:csv', value: 'log.csv-2' },
    patient: PATIENT,
    measure: 'glucose',
    code: { system: 'http://loinc.org', code: '41653-7' },
    status: 'final',
    effective: '2024-03-01T08:00:00+01:00',
    result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
  });
});

test('a spreadsheet of the continent: semicolons, decimal comma, its own dates, words and order', async () => {
  const of = mapping({
    separator: 'semicolon',
    decimal: 'comma',
    columns: { date: 'Datum', time: 'Uhrzeit', value: 'Wert', unit: 'Einheit', context: 'Mahlzeit', device: 'Gerät' },
    time: 'd.M.yyyy H:mm',
    unit: undefined,
    units: { mmol: 'mmol/L' },
    contexts: { nüchtern: 'fasting' },
    high: ['HOCH'],
  });
  const head = 'Gerät;Uhrzeit;Datum;Wert;Einheit;Mahlzeit;Notiz\r\n';
  const reading = await one(`${head}M1;8:05;1.3.2024;5,40;mmol;nüchtern;"a;b"\r\n`, of);
  expect(reading).toMatchObject({
    effective: '2024-03-01T08:05:00+01:00',
    result: { kind: 'value', quantity: { value: '5.40', unit: 'mmol/L' } },
    mealContext: 'fasting',
    device: { system: 'urn:example:recorded:csv-device', value: 'M1' },
  });
  const high = await one(`${head};8:05;1.3.2024;HOCH;mmol;;\r\n`, of);
  expect(high.result).toEqual({ kind: 'off-scale', direction: 'high' });
  expect([high.device, high.mealContext]).toEqual([undefined, undefined]);
});

test.each([
  ['yyyy/MM/dd HH:mm:ss', '2024/07/01 08:05:09', '2024-07-01T08:05:09+02:00'],
  ['MM-dd-yyyy h:mm a', '07-01-2024 8:05 PM', '2024-07-01T20:05:00+02:00'],
  ['MM-dd-yyyy h:mm a', '07-01-2024 12:05 am', '2024-07-01T00:05:00+02:00'],
  ['iso', '2024-07-01T08:05:09-04:00', '2024-07-01T08:05:09-04:00'],
  ['iso', '2024-07-01T08:05:09', '2024-07-01T08:05:09+02:00'],
  ['dd.MM.yyyy HH:mm', '31.03.2024 02:30', '2024-03-31T03:30:00+02:00'],
])('by %s, %s is %s', async (time, text, effective) => {
  expect((await one(`time,value\n${text},120\n`, mapping({ time }))).effective).toBe(effective);
});

describe('a damaged row is told of with its line, and the rest is read', () => {
  const of = mapping({
    columns: {
      time: 'time',
      value: 'value',
      unit: 'unit',
      sequence: 'seq',
      status: 'act',
      context: 'meal',
      identifier: 'id',
    },
    unit: undefined,
  });
  const HEAD = 'time,value,unit,seq,act,meal,id\n';
  const GOOD = '2024-03-01 08:00,120,mg/dL,,,,\n';
  test.each<[string, string, RegExp]>([
    ['too few cells', '2024-03-01 08:00,120', /2 cells, and the head has 7/],
    ['a quote that is not closed', '"2024-03-01 08:00,120,mg/dL,,,,', /not closed/],
    ['a locale comma', '2024-03-01 08:00,"5,4",mg/dL,,,,', /"5,4" is not a decimal/],
    ['no value', '2024-03-01 08:00,,mg/dL,,,,', /"" is not a decimal/],
    ['a negative value', '2024-03-01 08:00,-5,mg/dL,,,,', /negative/],
    ['not a number', '2024-03-01 08:00,NaN,mg/dL,,,,', /NaN/],
    [
      'a day that does not exist',
      '2023-02-29 08:00,120,mg/dL,,,,',
      /2023-02-29 08:00" is not a time that exists, as iso/,
    ],
    [
      'such a day with an offset',
      '2023-02-30T08:00:00Z,120,mg/dL,,,,',
      /2023-02-30T08:00:00Z" is not a time that exists/,
    ],
    ['a leap second', '2016-12-31T23:59:60Z,120,mg/dL,,,,', /23:59:60Z" is not a time/],
    ['an hour that does not exist', '2023-02-20 24:00,120,mg/dL,,,,', /24:00/],
    [
      'an instant of the year 10000 in UTC',
      '9999-12-31T23:00:00-05:00,120,mg/dL,,,,',
      /9999-12-31T23:00:00-05:00" is not/,
    ],
    ['such a one without an offset', '0001-01-01 00:30,120,mg/dL,,,,', /0001-01-01 00:30" is not/],
    ['a time by another pattern', '1.3.2024 8:00,120,mg/dL,,,,', /not a time/],
    ['no unit', '2024-03-01 08:00,120,,,,,', /no unit/],
    ['an unknown unit', '2024-03-01 08:00,120,mg/dl,,,,', /unit "mg\/dl"/],
    ['an inherited name', '2024-03-01 08:00,120,toString,,,,', /unit "toString"/],
    ['a sequence beyond all', '2024-03-01 08:00,120,mg/dL,70000,,,', /sequence "70000"/],
    ['an unknown status', '2024-03-01 08:00,120,mg/dL,,maybe,,', /status "maybe"/],
    ['an unknown context', '2024-03-01 08:00,120,mg/dL,,,brunch,', /context "brunch"/],
    ['a long identifier', `2024-03-01 08:00,120,mg/dL,,,,${'x'.repeat(300)}`, /255/],
  ])('%s', async (_what, row, why) => {
    const { readings, problems, counts } = await load(`${HEAD}${GOOD}${row}\n${GOOD}`, of);
    expect(readings).toHaveLength(2);
    expect(counts).toEqual({ rows: 3, readings: 2, damaged: 1 });
    expect(problems[0]?.line).toBe(3);
    expect(problems[0]?.why).toMatch(why);
    expect(problems[0]?.text.length).toBeLessThanOrEqual(200);
  });
});

test('where a comma is before decimals, a point is none: 82.400 may be 82,400 or 82.4', async () => {
  const { readings, problems } = await load(
    'time;value\n2024-03-01 08:00;82.400\n2024-03-01 09:00;1.234,5\n2024-03-01 10:00;5,4\n',
    mapping({ separator: 'semicolon', decimal: 'comma' }),
  );
  expect(readings.map(({ result }) => result)).toEqual([
    { kind: 'value', quantity: { value: '5.4', unit: expect.any(String) as string } },
  ]);
  expect(problems.map(({ why }) => why)).toEqual([
    'the value "82.400" is not a decimal number',
    'the value "1.234,5" is not a decimal number',
  ]);
});

test('of a file of another kind every row is counted as damaged, and the first are kept', async () => {
  const { readings, problems, counts } = await load(`time,value\n${'2024-03-01 08:00,many\n'.repeat(5000)}`);
  expect([readings, counts]).toEqual([[], { rows: 5000, readings: 0, damaged: 5000 }]);
  expect([problems.length, problems.at(-1)?.line]).toEqual([1000, 1001]);
});

test('so many readings are taken, and one more is refused with its line', async () => {
  const table = 'time,value\n2024-03-01 08:00,120\n2024-03-01 09:00,many\n2024-03-01 10:00,130\n';
  const reading = async (most?: number): Promise<number> => {
    const options = { file: 'log.csv', patient: PATIENT, mapping: mapping() };
    let count = 0;
    for await (const item of readCsv([table], options, most)) if (item.kind === 'reading') count++;
    return count;
  };
  expect([await reading(), await reading(2)]).toEqual([2, 2]);
  await expect(reading(1)).rejects.toMatchObject({ message: 'too many readings', place: { file: 'log.csv', line: 4 } });
});

describe('a file or mapping that cannot be used is said before anything is read', () => {
  test.each<[string, string, Record<string, unknown>, RegExp]>([
    ['an empty file', '', {}, /log.csv:1: the file is empty/],
    ['another separator', 'time;value\n', {}, /log.csv:1: the column "time" \(time\) is not in the head/],
    ['a column twice', '\ntime,value,value\n', {}, /log.csv:2: the column "value" \(value\) is twice/],
    ['a broken head', '"time,value\n', {}, /log.csv:1: a quote is not closed/],
    ['an unknown zone', 'time,value\n', { zone: 'Mars/Base' }, /Mars/],
    [
      'a pattern without a zone',
      'time,value\n',
      { zone: undefined, time: 'dd.MM.yyyy HH:mm' },
      /zone: the mapping has no zone/,
    ],
    ['a pattern without a year', 'time,value\n', { time: 'dd.MM. HH:mm' }, /the time pattern is/],
    ['a pattern with two years', 'time,value\n', { time: 'yyyy yyyy-MM-dd HH:mm' }, /the time pattern is/],
    ['twelve hours without halves', 'time,value\n', { time: 'dd.MM.yyyy hh:mm' }, /the time pattern is/],
    ['halves of 24 hours', 'time,value\n', { time: 'dd.MM.yyyy HH:mm a' }, /the time pattern is/],
  ])('%s', async (_what, text, more, why) => {
    try {
      await load(text, mapping(more));
      expect.unreachable('nothing was refused');
    } catch (problem) {
      if (!(problem instanceof InputProblem)) throw problem;
      expect(problem.describe()).toMatch(why);
    }
  });

  test.each<[unknown, RegExp]>([
    [{ columns: { time: 't', value: 'v' } }, /a unit, or a column of units/],
    [{ columns: { time: 't' }, unit: 'kg' }, /value/],
    [{ columns: { time: 't', value: 'v' }, unit: 'stone' }, /unit/],
    [{ columns: { time: 't', value: 'v', colour: 'c' }, unit: 'kg' }, /colour/],
    [{ columns: { time: 't', value: 'v' }, unit: 'kg', deviceSystem: 'no uri' }, /URL or URN/],
  ])('%o is no mapping', (document, why) => {
    expect(CsvMapping.safeParse(document).error?.message).toMatch(why);
  });

  test('a mapping by name or by file', () => {
    expect(csvMapping('vitalproof').columns.value).toBe('value');
    expect(() => csvMapping('vitalprof')).toThrow(/no mapping "vitalprof"/);
    expect(() => csvMapping('constructor')).toThrow(/no mapping/);
    expect(() => csvMapping('./nowhere.yaml')).toThrow(InputProblem);
  });
});

test('rows are read one by one from a file without an end', async () => {
  const endless = (function* () {
    yield 'time,value\n';
    for (;;) yield '2024-03-01 08:00,120\n';
  })();
  const stream = readCsv(endless, { file: 'log.csv', patient: PATIENT, mapping: mapping() });
  expect((await stream.next()).value).toMatchObject({ kind: 'reading', line: 2 });
  await stream.return(undefined);
});

describe('what the simulator writes comes back', () => {
  test.each(['glucose', 'weight'] as const)('%s, with corrections and deletions', async (measure) => {
    const corrected = changedValue.apply(deliveries({ measure, days: 60 }), settingOf('changed-value', { rate: 100 }));
    const sent = [...healthStoreDelete.apply(corrected, settingOf('health-store-delete', { rate: 100 }))];
    const [first] = sent;
    if (first === undefined) throw new Error('nothing was sent');
    const mid: Delivery = { ...first, reading: { ...first.reading, mealContext: 'fasting' } };
    const high: Delivery = {
      ...first,
      reading: { ...first.reading, result: { kind: 'off-scale', direction: 'high' } },
    };
    const all = measure === 'glucose' ? [...sent, mid] : sent;
    const archetype = archetypes.find((a) => a.measure === measure)?.name ?? '';
    const format = formatNamed('csv');
    const writer = format.open(simulatedPatient({ archetype, seed: 1, index: 0 }));
    const text = format.header + writer.batch(all);
    const { readings, problems } = await load(text, csvMapping('vitalproof'));
    expect(problems).toEqual([]);
    expect(readings).toEqual(all.map(({ reading }) => reading));

    const bound =
      measure === 'glucose' ? ({ value: '600', unit: 'mg/dL' } as const) : ({ value: '200', unit: 'kg' } as const);
    const bounded: Delivery = {
      ...high,
      reading: { ...high.reading, result: { kind: 'off-scale', direction: 'high', bound } },
    };
    // The bound itself stands in no column.
    const { readings: offScales } = await load(format.header + writer.batch([bounded]), csvMapping('vitalproof'));
    expect(offScales[0]?.result).toEqual({ kind: 'off-scale', direction: 'high' });
    const offScale = await load(format.header + writer.batch([high]), csvMapping('vitalproof'));
    expect(offScale).toMatchObject({ readings: [high.reading], problems: [] });
  });

  const table = (measure: 'glucose' | 'weight', all: readonly Delivery[]): string => {
    const archetype = archetypes.find((a) => a.measure === measure)?.name ?? '';
    const format = formatNamed('csv');
    return format.header + format.open(simulatedPatient({ archetype, seed: 1, index: 0 })).batch(all);
  };
  const RESULTS: readonly Reading['result'][] = [
    { kind: 'absent', reason: 'error' },
    { kind: 'absent', reason: 'unknown' },
    { kind: 'absent', reason: 'not-performed' },
    { kind: 'off-scale', direction: 'low' },
  ];
  test.each(['glucose', 'weight'] as const)('%s where there is no number, and what takes it back', async (measure) => {
    const [first] = deliveries({ measure, days: 1 });
    if (first === undefined) throw new Error('nothing was sent');
    const all = RESULTS.flatMap((result, i): Delivery[] => {
      const identifier = { ...first.reading.identifier, value: `R${i}` };
      const reading: Reading = { ...first.reading, identifier, result };
      return [
        { ...first, reading },
        { ...first, reading: { ...reading, status: 'entered-in-error' }, act: 'retract', version: 2 },
      ];
    });
    const { readings, problems } = await load(table(measure, all), csvMapping('vitalproof'));
    expect(problems).toEqual([]);
    expect(readings).toEqual(all.map(({ reading }) => reading));
  });

  test('a failed test of a meter in mmol/L is of the code of mmol/L', async () => {
    const [first] = deliveries({ days: 1 });
    if (first === undefined) throw new Error('nothing was sent');
    const code = { system: 'http://loinc.org', code: '14743-9' };
    const reading: Reading = { ...first.reading, code, result: { kind: 'absent', reason: 'error' } };
    const { readings } = await load(table('glucose', [{ ...first, reading }]), csvMapping('vitalproof'));
    expect(readings).toEqual([reading]);
  });

  test('a row that names no unit either is of its measure, and a number without one is of nothing', async () => {
    const HEAD = 'patient,reading,device,measure,effective,value,unit,context,sequence,act\n';
    const row = (measure: string, value: string) => `MRN1,R1,,${measure},2024-03-01T08:00:00Z,${value},,,,submit\n`;
    const of = csvMapping('vitalproof');
    const codes = ['glucose', 'weight'].map(async (measure) => (await one(HEAD + row(measure, ''), of)).code.code);
    expect(await Promise.all(codes)).toEqual(['41653-7', '29463-7']);
    expect((await one(HEAD + row('weight', 'HI'), of)).result).toEqual({ kind: 'off-scale', direction: 'high' });
    const text = HEAD + row('glucose', '120') + row('', '') + row('pulse', '') + row('toString', 'LO');
    const { readings, problems } = await load(text, of);
    expect(readings).toEqual([]);
    expect(problems.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '2 there is no unit',
      '3 there is no unit',
      '4 the measure "pulse" is not known',
      '5 the measure "toString" is not known',
    ]);
  });

  test('a measure that does not go with the unit is told, and a table without the column is read', async () => {
    const HEAD = 'patient,reading,device,measure,effective,value,unit,context,sequence,act\n';
    const of = csvMapping('vitalproof');
    const row = (measure: string, value: string) =>
      `MRN1,R1,,${measure},2024-03-01T08:00:00Z,${value},mg/dL,,,submit\n`;
    const { readings, problems } = await load(
      HEAD + row('weight', '80') + row('weight', '') + row('glucose', '80'),
      of,
    );
    expect(readings.map(({ measure }) => measure)).toEqual(['glucose']);
    expect(problems.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '2 the measure "weight" does not go with mg/dL',
      '3 the measure "weight" does not go with mg/dL',
    ]);
    const older = 'patient,reading,device,effective,value,unit,context,sequence,act\nMRN1,R1,,2024-03-01T08:00:00Z,';
    expect((await one(`${older}120,mg/dL,,,submit\n`, of)).measure).toBe('glucose');
    expect((await load(`${older},,,,submit\n`, of)).problems.map(({ why }) => why)).toEqual(['there is no unit']);
  });

  test('only a mapping that says so takes an empty cell, or a word, for nothing measured', async () => {
    const text = 'time,value\n2024-03-01T08:00:00Z,\n2024-03-01T09:00:00Z,Err\n2024-03-01T10:00:00Z,toString\n';
    expect((await load(text)).problems).toHaveLength(3);
    const { readings, problems } = await load(text, mapping({ absent: { '': 'not-performed', Err: 'error' } }));
    expect(readings.map(({ result }) => result)).toEqual([
      { kind: 'absent', reason: 'not-performed' },
      { kind: 'absent', reason: 'error' },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([4]);
    expect(CsvMapping.safeParse({ ...mapping(), absent: { Err: 'broken' } }).success).toBe(false);
  });
});
