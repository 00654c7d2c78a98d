import { describe, expect, test } from 'vitest';
import { Reading } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { importAppleHealth, readAppleHealth } from './apple-health.ts';
import type { TextChunks } from './import-result.ts';

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const OPTIONS = { file: 'export.xml', patient: PATIENT };
const GLUCOSE = 'HKQuantityTypeIdentifierBloodGlucose';
const WEIGHT = 'HKQuantityTypeIdentifierBodyMass';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 13 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST Record
  type CDATA #REQUIRED
>
]>
<HealthData locale="en_US">
 <ExportDate value="2024-03-05 09:00:00 -0500"/>
 <Me HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale"/>
`;
const xml = (...records: string[]): string => `${HEAD}${records.join('\n')}\n</HealthData>\n`;

interface RecordParts {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly reversed?: boolean;
}
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
function record({ attributes = {}, metadata = {}, reversed = false }: RecordParts = {}): string {
  const all = {
    type: GLUCOSE,
    sourceName: 'Meter & Co',
    unit: 'mg/dL',
    creationDate: '2024-03-01 08:01:00 -0500',
    startDate: '2024-03-01 08:00:00 -0500',
    endDate: '2024-03-01 08:00:00 -0500',
    value: '120',
    ...attributes,
  };
  const pairs = Object.entries(all).map(([key, value]) => `${key}="${escape(value)}"`);
  const children = Object.entries(metadata).map(
    ([key, value]) => `  <MetadataEntry key="${key}" value="${escape(value)}"/>\n`,
  );
  return ` <Record ${(reversed ? pairs.toReversed() : pairs).join(' ')}>\n${children.join('')} </Record>`;
}

const load = (text: string | TextChunks) => importAppleHealth(typeof text === 'string' ? [text] : text, OPTIONS);
const one = async (parts: RecordParts): Promise<Reading> => {
  const { readings, problems } = await load(xml(record(parts)));
  expect(problems).toEqual([]);
  const [reading] = readings;
  if (reading === undefined) throw new Error('no reading');
  expect(Reading.safeParse(reading).success).toBe(true);
  return reading;
};

describe('a record', () => {
  test('becomes a reading that says no more than the record', async () => {
    expect(await one({})).toEqual({
      identifier: { system: 'urn:example:recorded:apple-health', value: 'export.xml-12' },
      patient: PATIENT,
      measure: 'glucose',
      code: { system: 'http://loinc.org', code: '41653-7' },
      status: 'final',
      effective: '2024-03-01T08:00:00-05:00',
      result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
    });
  });

  test('in any order of attributes is the same', async () => {
    expect(await one({ reversed: true })).toEqual(await one({}));
  });

  test.each([
    [GLUCOSE, 'mg/dL', 'mg/dL', '41653-7'],
    [GLUCOSE, 'mmol<180.15588000005408>/L', 'mmol/L', '14743-9'],
    [GLUCOSE, 'mmol<180.1558800000541>/L', 'mmol/L', '14743-9'],
    [WEIGHT, 'kg', 'kg', '29463-7'],
    [WEIGHT, 'lb', '[lb_av]', '29463-7'],
    [WEIGHT, 'g', 'g', '29463-7'],
  ])('%s in %s is in %s', async (type, unit, code, loinc) => {
    const reading = await one({ attributes: { type, unit, value: '7.0' } });
    expect(reading.measure).toBe(type === GLUCOSE ? 'glucose' : 'weight');
    expect(reading.code.code).toBe(loinc);
    expect(reading.result).toEqual({ kind: 'value', quantity: { value: '7.0', unit: code } });
  });

  test.each(['82.5537', '5.40', '0', '120.000000000000001', '1e2'])('value %s keeps its text', async (value) => {
    expect((await one({ attributes: { value } })).result).toMatchObject({ quantity: { value } });
  });

  test.each([
    ['2024-03-01 08:00:00 -0500', '2024-03-01T08:00:00-05:00'],
    ['2024-07-01 23:59:59 +0530', '2024-07-01T23:59:59+05:30'],
    ['2024-02-29 00:00:00 +0000', '2024-02-29T00:00:00+00:00'],
  ])('start %s is %s', async (startDate, effective) => {
    expect((await one({ attributes: { startDate } })).effective).toBe(effective);
  });
});

describe('metadata', () => {
  test.each([
    ['1', 'pre-meal'],
    ['2', 'post-meal'],
    ['3', undefined],
  ])('meal time %s is %s', async (HKBloodGlucoseMealTime, context) => {
    expect((await one({ metadata: { HKBloodGlucoseMealTime } })).mealContext).toBe(context);
  });

  test('a weight has no meal', async () => {
    const attributes = { type: WEIGHT, unit: 'kg' };
    expect((await one({ attributes, metadata: { HKBloodGlucoseMealTime: '1' } })).mealContext).toBeUndefined();
  });

  test.each([
    ['1', true],
    ['0', false],
    ['yes', undefined],
  ])('user entered %s', async (HKWasUserEntered, entered) => {
    expect((await one({ metadata: { HKWasUserEntered } })).userEntered).toBe(entered);
  });

  test('the sync identifier is the identity, before the external UUID, before the place in the file', async () => {
    const both = { HKMetadataKeySyncIdentifier: 'S-1', HKExternalUUID: 'U-1' };
    expect((await one({ metadata: both })).identifier).toEqual({
      system: 'urn:example:healthkit:sync-identifier',
      value: 'S-1',
    });
    expect((await one({ metadata: { HKExternalUUID: 'U-1' } })).identifier).toEqual({
      system: 'urn:example:healthkit:external-uuid',
      value: 'U-1',
    });
  });

  test('metadata of one record does not reach the next', async () => {
    const { readings } = await load(xml(record({ metadata: { HKWasUserEntered: '1' } }), record()));
    expect(readings.map((r) => r.userEntered)).toEqual([true, undefined]);
  });

  test('metadata of something else is nobody’s', async () => {
    const workout = '<Workout><MetadataEntry key="HKWasUserEntered" value="1"/></Workout>';
    const { readings } = await load(xml(workout, record()));
    expect(readings[0]?.userEntered).toBeUndefined();
  });
});

describe('damage is counted with line and reason', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['a unit of another measure', { unit: 'kg' }, /unit "kg" is not one of mg\/dL/],
    ['moles of glucose for a weight', { type: WEIGHT, unit: 'mmol<180.1558800000541>/L' }, /is not one of kg/],
    ['stones', { type: WEIGHT, unit: 'st' }, /unit "st"/],
    ['another molar mass', { unit: 'mmol<180>/L' }, /mmol<180>/],
    ['an inherited name as unit', { unit: 'constructor' }, /constructor/],
    ['a locale comma', { value: '5,4' }, /value "5,4"/],
    ['no value', { value: '' }, /value ""/],
    ['not a number', { value: 'NaN' }, /NaN/],
    ['a negative value', { value: '-5' }, /negative/],
    ['a value without end', { value: '1'.repeat(40) }, /not a decimal/],
    ['a date without offset', { startDate: '2024-03-01 08:00:00' }, /startDate/],
    ['an ISO date', { startDate: '2024-03-01T08:00:00-05:00' }, /startDate/],
    ['a day that does not exist', { startDate: '2023-02-29 08:00:00 -0500' }, /2023-02-29/],
    ['an hour that does not exist', { startDate: '2024-03-01 25:00:00 -0500' }, /25:00/],
    ['a second that no clock counts', { startDate: '2024-03-01 08:59:60 -0500' }, /08:59:60/],
  ])('%s', async (_what, attributes, why) => {
    const { readings, problems, counts } = await load(xml(record(), record({ attributes })));
    expect(readings).toHaveLength(1);
    expect(counts).toEqual({ records: 2, readings: 1, other: 0, damaged: 1 });
    expect(problems[0]?.line).toBe(14);
    expect(problems[0]?.why).toMatch(why);
    expect(problems[0]?.text.length).toBeLessThanOrEqual(200);
  });

  test('absent attributes', async () => {
    const { problems } = await load(xml(`<Record type="${GLUCOSE}" unit="mg/dL"/>`, '<Record value="5"/>'));
    expect(problems.map((p) => p.why)).toEqual(['value (absent) is not a decimal number', 'the record has no type']);
  });

  test('a repeated identifier names the first line; the same record twice without one is two readings', async () => {
    const metadata = { HKMetadataKeySyncIdentifier: 'S-1' };
    const repeated = await load(xml(record({ metadata }), record({ metadata })));
    expect(repeated.counts).toEqual({ records: 2, readings: 1, other: 0, damaged: 1 });
    expect(repeated.problems[0]?.why).toBe('repeats the identifier of line 12');
    expect((await load(xml(record(), record()))).counts.readings).toBe(2);
  });

  test('the same sync identifier of another app, or of another type, is of another sample', async () => {
    const of = (attributes: Record<string, string>): string =>
      record({ attributes, metadata: { HKMetadataKeySyncIdentifier: '7' } });
    const kg = { type: WEIGHT, unit: 'kg', value: '81' };
    const { readings, problems } = await load(
      xml(
        of({ sourceName: 'A' }),
        of({ sourceName: 'B', value: '310' }),
        of({ sourceName: 'A', ...kg }),
        of({ sourceName: 'B', value: '90' }),
      ),
    );
    expect(readings.map(({ result }) => result)).toMatchObject(
      ['120', '310', '81'].map((value) => ({ quantity: { value } })),
    );
    expect(readings.map(({ identifier }) => identifier.value)).toEqual(['7', `7 ${GLUCOSE} of B`, `7 ${WEIGHT} of A`]);
    expect(problems.map(({ why }) => why)).toEqual(['repeats the identifier of line 15']);
  });

  test('an identifier longer than the contract allows', async () => {
    const { problems } = await load(xml(record({ metadata: { HKExternalUUID: 'x'.repeat(300) } })));
    expect(problems[0]?.why).toMatch(/255/);
  });

  test('other types are counted and not damage', async () => {
    const steps = record({ attributes: { type: 'HKQuantityTypeIdentifierStepCount', unit: 'count', value: 'x' } });
    expect((await load(xml(steps, record(), steps))).counts).toEqual({ records: 3, readings: 1, other: 2, damaged: 0 });
  });
});

describe('streaming', () => {
  const text = xml(
    record({ metadata: { HKWasUserEntered: '1' } }),
    record({ attributes: { value: '5,4' } }),
    record({ attributes: { type: WEIGHT, unit: 'lb', value: '180.2' } }),
  );

  test.each([1, 2, 7, 64])('pieces of %d characters give the same as the whole', async (size) => {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.slice(i * size, (i + 1) * size),
    );
    expect(await load(pieces)).toEqual(await load(text));
  });

  test('readings come before the end of the file is there', async () => {
    const endless = (function* () {
      yield HEAD;
      for (;;) yield record();
    })();
    const stream = readAppleHealth(endless, OPTIONS);
    expect((await stream.next()).value).toMatchObject({ kind: 'reading', line: 12 });
    await stream.return(undefined);
  });

  test('text without an end is refused, not held', async () => {
    const endless = (function* () {
      yield HEAD;
      for (;;) yield 'x'.repeat(1024 * 1024);
    })();
    await expect(load(endless)).rejects.toThrow(/16 MB/);
  });
});

test('entities that a file declares are never expanded: the first use of one is an error', async () => {
  const nested = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('\n');
  const declared = HEAD.replace(
    '<!ATTLIST',
    `<!ENTITY l0 "lol">\n${nested}\n<!ENTITY x SYSTEM "file:///etc/passwd">\n<!ATTLIST`,
  );
  expect((await load(`${declared}${record()}</HealthData>`)).counts.readings).toBe(1);
  for (const entity of ['l0', 'l9', 'x']) {
    const used = `${declared}${record().replace('120', `&${entity};`)}</HealthData>`;
    await expect(load(used)).rejects.toThrow(/entity/);
  }
});

test('a control character, as iOS 16 wrote them into names, damages no record; in the name of an attribute, that one', async () => {
  const steps = record({ attributes: { type: 'HKQuantityTypeIdentifierStepCount', sourceName: 'Watch\u000b' } });
  const named = record({ attributes: { device: '<<HKDevice: 0x1>, name:A\u000bB, manufacturer:M>' } });
  const { counts, readings } = await load(xml(steps, named, record()));
  expect(counts).toEqual({ records: 3, readings: 2, other: 1, damaged: 0 });
  expect(readings[0]?.device?.value).toBe('M A\ufffdB');
  const { problems } = await load(xml(record().replace('unit=', 'un\u000bit=')));
  expect(problems.map(({ why }) => why)).toEqual([expect.stringContaining('unit (absent)')]);
});

describe('broken XML imports nothing and says where', () => {
  test.each<[string, string, number]>([
    ['cut short', xml(record()).slice(0, -15), 13],
    ['an element not closed', xml(record().replace('</Record>', '')), 14],
    ['a bare <', xml(record().replace('120', '1<2')), 12],
    ['an entity of its own', xml(record().replace('120', '&bomb;')), 12],
    ['no XML at all', 'date,value', 1],
    ['another root', '<?xml version="1.0"?>\n<feed/>', 2],
    ['an empty file', '', 1],
  ])('%s', async (_what, text, line) => {
    try {
      await load(text);
      expect.unreachable('nothing was refused');
    } catch (problem) {
      expect(problem).toBeInstanceOf(InputProblem);
      expect((problem as InputProblem).place).toEqual({ file: 'export.xml', line });
      expect((problem as InputProblem).describe()).toContain('Apple Health export.xml');
    }
  });
});

test('records without an identifier, all in one line, are records of their own', async () => {
  const text = xml(...['120', '130', '140'].map((value) => record({ attributes: { value } })));
  const { readings, problems } = await load(text.slice(text.indexOf('<HealthData')).replaceAll('\n', ' '));
  expect(problems).toEqual([]);
  expect(readings.map(({ identifier }) => identifier.value)).toEqual([
    'export.xml-1',
    'export.xml-1-2',
    'export.xml-1-3',
  ]);
});
