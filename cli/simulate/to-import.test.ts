import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Reading } from '../../contract/domain/index.ts';
import { commandLine } from '../command-line.test-helper.ts';

const simulate = (...argv: string[]) => commandLine(() => ({}))('simulate', ...argv);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const AIM94 = ['04-21-1991\t9:09\t58\t100', '04-21-1991\t9:09\t33\t9', 'rubbish', '04-21-1991\t7:05\t58\t216', ''].join(
  '\n',
);

describe('recorded data', () => {
  test('goes through the same formats, in the order of time; what is damaged is counted and told', async () => {
    const said = await simulate('--import', file('data-01', AIM94), '--as', 'aim94', '--zone', 'America/Chicago');
    expect(said.code).toBe(0);
    expect(said.err).toMatch(
      /data-01: 1 damaged records passed over, 2 readings, 1 records of other kinds\n {2}line 3: /,
    );
    const lines = said.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { reading: unknown; truth: { faultIds: string[] } });
    const readings = lines.map(({ reading }) => Reading.parse(reading));
    expect(readings.map(({ effective }) => effective)).toEqual([
      '1991-04-21T07:05:00-05:00',
      '1991-04-21T09:09:00-05:00',
    ]);
    expect(lines.map(({ truth }) => truth.faultIds)).toEqual([['recorded'], ['recorded']]);
  });

  test('of a file that holds a sensor’s values alone it is said that they are left out', async () => {
    const entries = [1, 2].map((n) => ({ _id: `${n}`, type: 'sgv', sgv: 120, date: 1_709_276_400_000 + n }));
    const said = await simulate('--import', file('e.json', JSON.stringify(entries)), '--as', 'nightscout');
    expect([said.code, said.out]).toEqual([65, '']);
    expect(said.err).toMatch(/e.json: holds no reading, and 2 values of a sensor \(sgv\)/);
  });

  test('what was exported is imported again: simulated, as export.xml, as HL7 v2', async () => {
    const argv = ['--archetype', 't2d-oral', '--days', '6', '--unit', 'mg/dL'];
    const xml = join(folder, 'export.xml');
    expect((await simulate(...argv, '--format', 'apple-export', '--out', xml)).code).toBe(0);
    const said = await simulate(
      '--import',
      xml,
      '--as',
      'apple-health',
      '--format',
      'hl7v2',
      '--people',
      join(folder, 'p'),
    );
    expect([said.code, said.err]).toEqual([0, '']);
    const direct = await simulate(...argv, '--format', 'hl7v2');
    const keys = (text: string): string[] =>
      [...text.matchAll(/OBR\|1\|\|([^|]*)\|/g)].map(([, key = '']) => key).toSorted();
    expect(keys(said.out)).toEqual(keys(direct.out));
    expect(readFileSync(join(folder, 'p'), 'utf8')).toContain('HTEST');
  });

  test('our own CSV comes back as it was, by its own mapping', async () => {
    const argv = ['--archetype', 't2d-oral', '--days', '6'];
    const table = join(folder, 'a.csv');
    await simulate(...argv, '--format', 'csv', '--out', table);
    const said = await simulate('--import', table, '--as', 'csv', '--mapping', 'vitalproof', '--format', 'fhir');
    expect([said.code, said.err]).toEqual([0, '']);
    const direct = (await simulate(...argv, '--format', 'fhir')).out.trimEnd().split('\n');
    expect(said.out.trimEnd().split('\n').toSorted()).toEqual(direct.toSorted());
  });

  test('so does a table with failed measurements and what was taken back', async () => {
    const argv = ['--archetype', 't2d-oral', '--days', '40', '--seed', '3', '--unit', 'mmol/L'];
    const faults = ['--faults', 'nan-reserved:200,hi-lo-spurious:900,health-store-delete:50'];
    const path = join(folder, 'a.csv');
    await simulate(...argv, ...faults, '--format', 'csv', '--out', path);
    const text = readFileSync(path, 'utf8');
    for (const part of [',,mmol/L,', ',unknown,mmol/L,', ',HI,mmol/L,', ',LO,mmol/L,', ',retract,'])
      expect(text).toContain(part);
    const back = ['--import', path, '--as', 'csv', '--mapping', 'vitalproof'];
    const said = await simulate(...back, '--format', 'csv');
    expect([said.code, said.err]).toEqual([0, '']);
    /** All that a reading says, the act and the version; not when it was sent and what was true. */
    const readingsOf = (table: string): string[] =>
      table
        .trimEnd()
        .split('\r\n')
        .map((row) => row.split(','))
        .map((cells) => [...cells.slice(0, 9), ...cells.slice(10, 12)].join(','))
        .toSorted();
    expect(readingsOf(said.out)).toEqual(readingsOf(text));
  });

  test('the truth is what the device said, and nothing where that was no number', async () => {
    const rows = ['time,value,unit', '2024-03-01T08:00:00Z,HI,mg/dL', '2024-03-01T09:00:00Z,LO,mmol/L'];
    const table = file(
      'a.csv',
      [...rows, '2024-03-01T10:00:00Z,5.5,mmol/L', '2024-03-01T11:00:00Z,180,[lb_av]', ''].join('\n'),
    );
    const mapping = file('m.yaml', 'columns: { time: time, value: value, unit: unit }\n');
    const argv = ['--import', table, '--as', 'csv', '--mapping', mapping];
    const beside = join(folder, 'truth');
    const said = await simulate(...argv, '--format', 'csv', '--truth', beside);
    expect([said.code, said.err]).toEqual([0, '']);
    const cells = said.out
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(','));
    const at = cells[0]?.indexOf('true_value') ?? -1;
    expect(cells.map((row) => row.slice(at, at + 2).join(' '))).toEqual([
      'true_value true_unit',
      ' mg/dL',
      ' mg/dL',
      '99.086 mg/dL',
      '81.647 kg',
    ]);
    const valuesOf = (lines: string): unknown[] =>
      lines
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { truth: { trueValue: unknown } }).truth.trueValue);
    const values = valuesOf(readFileSync(beside, 'utf8'));
    expect(values).toEqual([null, null, 99.086, 81.647]);
    expect(valuesOf((await simulate(...argv)).out)).toEqual(values);
  });

  test('each correction and erasure of a reading is a version of its own, and told again the same', async () => {
    const row = (value: number, status: string): string => `2024-03-01T08:00:00Z,${value},a,${status}`;
    const rows = [row(100, 'final'), row(110, 'corrected'), row(120, 'corrected'), row(120, 'corrected')];
    const table = (more: readonly string[]): string[] => [
      '--import',
      file('a.csv', ['time,value,id,status', ...rows, ...more, ''].join('\n')),
      '--as',
      'csv',
      '--mapping',
      file('m.yaml', 'columns: { time: time, value: value, identifier: id, status: status }\nunit: mg/dL\n'),
    ];
    const { out } = await simulate(...table([row(120, 'entered-in-error')]), '--format', 'healthkit');
    expect([...out.matchAll(/"HKMetadataKeySyncVersion":(\d+)/g)].map(([, version]) => version)).toEqual([
      '1',
      '2',
      '3',
      '3',
      '4',
    ]);
    // A store that passes over what has no greater version holds the last correction all the same.
    const { out: store } = await simulate(...table([]), '--format', 'apple-export');
    expect([...store.matchAll(/ value="(\d+)">/g)].map(([, value]) => value)).toEqual(['120']);
  });

  test('of several patients and devices, each is among the people once', async () => {
    const rows = ['t,v,p,d', '2024-03-01T08:00:00Z,120,P1,D1', '2024-03-01T09:00:00Z,130,P2,D2'];
    const table = file(
      'a.csv',
      [...rows, '2024-03-01T10:00:00Z,140,P1,D3', '2024-03-01T11:00:00Z,150,P1,', ''].join('\n'),
    );
    const mapping = file('m.yaml', 'columns: { time: t, value: v, patient: p, device: d }\nunit: mg/dL\n');
    const argv = ['--import', table, '--as', 'csv', '--mapping', mapping];
    const said = await simulate(...argv, '--people', join(folder, 'p'), '--format', 'fhir');
    expect([said.code, said.err]).toEqual([0, '']);
    const people = readFileSync(join(folder, 'p'), 'utf8').trimEnd().split('\n');
    const named = people.map((line) => JSON.parse(line) as { resourceType: string; id: string });
    const ids = named.map(({ resourceType, id }) => `${resourceType}/${id}`);
    expect(ids).toEqual(['Patient/P1', 'Patient/P2', 'Device/D1', 'Device/D2', 'Device/D3']);
    for (const [, reference = ''] of said.out.matchAll(/"reference":"([^"]*)"/g)) expect(ids).toContain(reference);

    // In an export.xml nobody could tell whose a reading is.
    const mixed = await simulate(...argv, '--format', 'apple-export');
    expect([mixed.code, mixed.out]).toEqual([65, '']);
    expect(mixed.err).toContain('apple-export is a document of one patient, and the readings are of 2');
  });

  test.each(['hl7v2', 'pcd01'])('no two recordings share a control id, and each keeps its own: %s', async (format) => {
    const mapping = file('m.yaml', 'columns: { time: t, value: v, device: d }\nunit: mg/dL\n');
    const idsOf = async (name: string, device: string, value: number): Promise<string[]> => {
      const rows = ['t,v,d', `2024-03-01T08:00:00Z,${value},${device}`, `2024-03-01T09:00:00Z,131,${device}`, ''];
      const argv = ['--import', file(name, rows.join('\n')), '--as', 'csv', '--mapping', mapping];
      const { out } = await simulate(...argv, '--format', format);
      return [...out.matchAll(/^MSH(?:\|[^|\r]*){8}\|([^|\r]*)/gm)].map(([, id = '']) => id);
    };
    const [a, b, again] = [await idsOf('a', 'D', 120), await idsOf('b', 'D', 121), await idsOf('a', 'D', 120)];
    expect(again).toEqual(a);
    const all = [
      ...a,
      ...b,
      ...(await idsOf('c', '', 120)),
      ...(await idsOf('d', 'a maker|its meter^with a long name', 1)),
    ];
    expect(new Set(all).size).toBe(8);
    // At most 20 characters, as HL7 v2 has it, of those that need no escape.
    for (const id of all) expect(id).toMatch(/^[0-9A-Z-]{3,20}$/);
  });

  test('Nightscout too', async () => {
    const entry = {
      _id: '5f1',
      type: 'mbg',
      mbg: 131,
      date: 1_700_000_000_000,
      dateString: '2023-11-14T22:13:20.000Z',
      utcOffset: 0,
    };
    const said = await simulate(
      '--import',
      file('entries.json', JSON.stringify([entry])),
      '--as',
      'nightscout',
      '--format',
      'csv',
    );
    expect([said.code, said.err]).toEqual([0, '']);
    expect(said.out).toContain(',131,mg/dL,');
  });
});

describe('a recording that cannot be used is told, and nothing is written', () => {
  test.each<[string, string, string[], number, RegExp]>([
    ['data-01', AIM94, [], 64, /--import needs --as/],
    ['data-01', AIM94, ['--as', 'aim95'], 64, /"aim95"[^]*did you mean aim94/],
    ['a.csv', 'a,b\n', ['--as', 'csv'], 64, /--as csv needs --mapping/],
    ['a.csv', 'a,b\n1,2\n', ['--as', 'csv', '--mapping', 'vitalproof'], 65, /a.csv:1/],
    ['a.csv', 'a,b\n', ['--as', 'csv', '--mapping', 'no-such'], 65, /no-such/],
    ['data-01', AIM94, ['--as', 'aim94', '--mapping', 'x'], 64, /--mapping goes with --as csv only/],
    ['data-01', AIM94, ['--as', 'aim94', '--days', '3'], 64, /--days does not go with --import/],
    ['data-01', AIM94, ['--as', 'aim94', '--zone', 'Here'], 65, /"Here"/],
    ['data-01', AIM94, ['--as', 'aim94', '--format', 'xml'], 65, /no format "xml"/],
    [
      'data-01',
      AIM94,
      ['--as', 'aim94', '--format', 'gatt'],
      64,
      /--format gatt does not go with --import[^]*expected: ndjson, csv, fhir, fhir-bundle, hl7v2, pcd01, healthkit/,
    ],
    ['data-01', 'nothing\n', ['--as', 'aim94'], 65, /data-01:1: holds no reading that can be used/],
    ['empty', '', ['--as', 'aim94'], 65, /holds no reading/],
    ['export.xml', '<HealthData>\n<Record', ['--as', 'apple-health'], 65, /export.xml:2/],
    ['entries.json', '[{"a":1},\n{"b"', ['--as', 'nightscout'], 65, /entries.json:\d/],
  ])('%s %j %j', async (name, text, argv, code, words) => {
    const path = file(name, text);
    const said = await simulate('--import', path, ...argv, '--out', join(folder, 'out'));
    expect(said.err).toMatch(words);
    expect([said.code, said.out]).toEqual([code, '']);
    expect(readdirSync(folder)).toEqual([name]);
  });

  test('a file that cannot be looked at or read is the file’s trouble, not the harness’s', async () => {
    const long = join(folder, 'x'.repeat(300));
    for (const as of ['aim94', 'nightscout', 'apple-health']) {
      const said = await simulate('--import', long, '--as', as);
      expect(said).toMatchObject({ code: 65, err: expect.stringContaining('cannot be read: ENAMETOOLONG') });
    }
  });

  test('a table in another encoding than UTF-8', async () => {
    const mapping = file('m.yaml', 'columns: { time: t, value: v, identifier: id }\nunit: mg/dL\n');
    const rows = [
      't,v,id',
      '2024-03-01T08:00:00Z,120,\xe4',
      '2024-03-01T09:00:00Z,310,\xf6',
      '2024-03-01T10:00:00Z,90,c',
      '',
    ];
    const read = async (name: string, encoding: BufferEncoding, text: string) => {
      writeFileSync(join(folder, name), text, encoding);
      return await simulate('--import', join(folder, name), '--as', 'csv', '--mapping', mapping, '--format', 'csv');
    };
    // Both would be one identifier, and of the two readings one would be lost.
    const latin = await read('latin.csv', 'latin1', rows.join('\n'));
    expect(latin.err).toMatch(/2 damaged records passed over, 1 readings[^]*line 2: "\\u{fffd}" is not UTF-8/);
    expect(latin.out.trimEnd().split('\n')).toHaveLength(2);
    const head = await read('head.csv', 'latin1', rows.join('\n').replace('id', '\xef'));
    expect([head.code, head.err]).toEqual([65, expect.stringContaining('save the file as UTF-8')]);
    const wide = await read('wide.csv', 'utf16le', `\uFEFF${rows.join('\n')}`);
    expect([wide.code, wide.err]).toEqual([65, expect.stringContaining('wide.csv: is UTF-16')]);
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)('nor is one that only somebody else may read', async () => {
    const path = file('data-01', AIM94);
    chmodSync(path, 0);
    const said = await simulate('--import', path, '--as', 'aim94');
    expect(said).toMatchObject({ code: 65, err: expect.stringContaining('data-01: cannot be read: EACCES') });
  });

  test('a file that is not there, and --as alone', async () => {
    expect((await simulate('--import', join(folder, 'x'), '--as', 'aim94')).err).toContain('is not there');
    expect((await simulate('--archetype', 'hf-stable', '--as', 'aim94')).err).toContain('--as goes with --import only');
  });
});
