import { describe, expect, test } from 'vitest';
import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { bytesOfHex, hexOf } from '../../../contract/wire/gatt/hex.ts';
import type { AttAnswer, AttRequest } from './att.ts';
import { glucoseServer, PLAIN_METER, stepGlucoseServer, type MeterTraits } from './glucose-server.ts';
import { meterMemory } from '../glucometer/memory.ts';
import type { MeterRecord } from './meter-record.ts';
import { meterRecord } from './meter.test-helper.ts';

const { glucoseMeasurement, glucoseContext, recordAccess, glucoseFeature, batteryLevel } = CHARACTERISTIC;
const MEMORY: readonly MeterRecord[] = [
  meterRecord(44),
  meterRecord(45, { meal: 1 }),
  meterRecord(46, { offsetMinutes: 60 }),
];

/** A connection with a server, in hexadecimal. */
function session(records: readonly MeterRecord[] = MEMORY, traits: Partial<MeterTraits> = {}, mtu?: number) {
  let state = glucoseServer(meterMemory(1000, records), { ...PLAIN_METER, ...traits });
  const act = (request: AttRequest): AttAnswer => {
    const turn = stepGlucoseServer(state, request);
    state = turn.state;
    return turn.answer;
  };
  const told = (answer: AttAnswer): string =>
    answer.kind === 'error'
      ? `error ${answer.code.toString(16)}`
      : 'characteristic' in answer
        ? `${answer.kind} ${answer.characteristic} ${hexOf(answer.value)}`
        : answer.kind;
  const configure = (characteristic: string, value: number): string =>
    told(act({ kind: 'configure', characteristic, value }));
  const write = (hex: string, characteristic: string = recordAccess): string =>
    told(act({ kind: 'write', characteristic, value: bytesOfHex(hex) }));
  const send = (): string => told(act({ kind: 'send' }));
  act({ kind: 'connect', ...(mtu === undefined ? {} : { mtu }) });
  return {
    act,
    told,
    configure,
    write,
    send,
    confirm: () => told(act({ kind: 'confirm' })),
    memory: () => state.memory.records.map(({ measurement }) => measurement.sequence),
    subscribe: () => {
      configure(glucoseMeasurement, 1);
      configure(glucoseContext, 1);
      configure(recordAccess, 2);
    },
    /** What a request is answered with, up to the indication, which is confirmed. */
    ask(hex: string): readonly string[] {
      const answers = [write(hex)];
      if (answers[0] !== 'done') return answers;
      for (let sent = send(); sent !== 'idle'; sent = send()) answers.push(sent);
      act({ kind: 'confirm' });
      return answers.slice(1);
    },
  };
}

const numbersIn = (answers: readonly string[]): readonly number[] =>
  answers
    .filter((answer) => answer.startsWith(`notification ${glucoseMeasurement}`))
    .map((answer) => bytesOfHex(answer.split(' ')[2] ?? '')[1] ?? 0);

describe('a meter with the Glucose Service', () => {
  test('reports its records in order, each context behind its measurement, then says so', () => {
    const meter = session();
    meter.subscribe();
    expect(meter.ask('0101')).toEqual([
      'notification 2A18 022C00EA070B17072C0090B011',
      'notification 2A18 122D00EA070B17072D0091B011',
      'notification 2A34 022D0001',
      'notification 2A18 032E00EA070B17072E003C0092B011',
      'indication 2A52 06000101',
    ]);
  });

  test('what a client asks for no more is not sent: records and response wait until it does again', () => {
    const meter = session();
    meter.subscribe();
    meter.write('0101');
    expect(meter.send()).toMatch(/^notification 2A18 022C/);
    meter.configure(glucoseMeasurement, 0);
    expect(meter.send()).toBe('idle');
    meter.configure(glucoseMeasurement, 1);
    expect(meter.send()).toMatch(/^notification 2A18 122D/);
    meter.configure(glucoseContext, 0);
    expect(meter.send()).toMatch(/^notification 2A18 032E/);
    meter.configure(recordAccess, 0);
    expect(meter.send()).toBe('idle');
    meter.configure(recordAccess, 2);
    expect(meter.send()).toBe('indication 2A52 06000101');
  });

  test('contexts only where somebody asked for them', () => {
    const meter = session();
    meter.subscribe();
    meter.configure(glucoseContext, 0);
    expect(meter.ask('0101').filter((answer) => answer.includes(glucoseContext))).toEqual([]);
  });

  test.each([
    ['0105', [44]],
    ['0106', [46]],
    ['0102012D00', [44, 45]],
    ['0103012D00', [45, 46]],
    ['0104012D002D00', [45]],
    ['0104012E00FFFF', [46]],
    ['010302EA070B17072D00', [45, 46]],
    ['010302EA070B17080000', [46]],
    ['010202EA070B17072C00', [44]],
    ['010402EA070B17072C00EA070B17072D00', [44, 45]],
  ])('%s reports %j, and counts as many; 02 goes by what the user saw, 46 an hour ahead', (hex, numbers) => {
    const meter = session();
    meter.subscribe();
    const answers = meter.ask(hex);
    expect(numbersIn(answers)).toEqual(numbers);
    expect(answers.at(-1)).toBe('indication 2A52 06000101');
    expect(meter.ask(hex.replace(/^01/, '04'))).toEqual([
      `indication 2A52 0500${hexOf(Uint8Array.of(numbers.length, 0))}`,
    ]);
  });

  test('deletes, and knows when there is nothing', () => {
    const meter = session();
    meter.subscribe();
    expect(meter.ask('0202012D00')).toEqual(['indication 2A52 06000201']);
    expect(meter.memory()).toEqual([46]);
    expect(meter.ask('0202012D00')).toEqual(['indication 2A52 06000206']);
    expect(meter.ask('0102012D00')).toEqual(['indication 2A52 06000106']);
    expect(meter.ask('0201')).toEqual(['indication 2A52 06000201']);
    expect(meter.memory()).toEqual([]);
    expect(meter.ask('0401')).toEqual(['indication 2A52 05000000']);
    expect(meter.ask('0106')).toEqual(['indication 2A52 06000106']);
  });

  test.each([
    ['0701', '06000702', 'an op code that is none'],
    ['', '06000005', 'nothing at all'],
    ['0100', '06000103', 'no operator'],
    ['0301', '06000303', 'an operator with abort'],
    ['0108', '06000104', 'an operator of later'],
    ['0103032D00', '06000109', 'a filter that is none'],
    ['0103012D', '06000105', 'half a number'],
    ['0104012E002D00', '06000105', 'a range backwards'],
    ['010101', '06000105', 'an operand where none belongs'],
    ['010302EA070D17072D00', '06000105', 'a month 13'],
  ])('%s is answered %s: %s', (hex, answer) => {
    const meter = session();
    meter.subscribe();
    expect(meter.ask(hex)).toEqual([`indication 2A52 ${answer}`]);
  });

  test('a meter that can do less says which part it cannot do', () => {
    const meter = session(MEMORY, {
      refusesOps: ['delete', 'count'],
      refusesOperators: ['at-most'],
      filtersByTime: false,
    });
    meter.subscribe();
    expect(meter.ask('0201')).toEqual(['indication 2A52 06000202']);
    expect(meter.ask('0401')).toEqual(['indication 2A52 06000402']);
    expect(meter.ask('0102012D00')).toEqual(['indication 2A52 06000104']);
    expect(meter.ask('010302EA070B17072D00')).toEqual(['indication 2A52 06000109']);
    expect(numbersIn(meter.ask('0103012D00'))).toEqual([45, 46]);
    expect(meter.memory()).toEqual([44, 45, 46]);
  });

  test.each([
    ['service', '80', '81'],
    ['common', 'fe', 'fd'],
  ] as const)('%s codes: busy is %s, not configured is %s', (errorCodes, busy, notConfigured) => {
    const meter = session(MEMORY, { errorCodes });
    expect(meter.write('0101')).toBe(`error ${notConfigured}`);
    meter.configure(recordAccess, 2);
    expect(meter.write('0101')).toBe(`error ${notConfigured}`);
    meter.configure(glucoseMeasurement, 1);
    expect(meter.write('0101')).toBe('done');
    expect(meter.write('0401')).toBe(`error ${busy}`);
    while (!meter.send().startsWith('indication'));
    expect(meter.send()).toBe('idle');
    expect(meter.write('0401')).toBe(`error ${busy}`);
    expect(meter.confirm()).toBe('done');
    expect(meter.ask('0401')).toEqual(['indication 2A52 05000300']);
    meter.configure(glucoseMeasurement, 0);
    expect(meter.write('0101')).toBe(`error ${notConfigured}`);
  });

  test('abort ends a report where it is, and is answered itself', () => {
    const meter = session();
    meter.subscribe();
    meter.write('0101');
    meter.send();
    expect(meter.write('0300')).toBe('done');
    expect(meter.send()).toBe('indication 2A52 06000301');
    expect(meter.send()).toBe('idle');
    meter.confirm();
    expect(meter.send()).toBe('idle');
    expect(numbersIn(meter.ask('0101'))).toEqual([44, 45, 46]);
  });

  test('an abort while an older answer is not confirmed comes behind it', () => {
    const meter = session();
    meter.subscribe();
    meter.write('0401');
    expect(meter.send()).toBe('indication 2A52 05000300');
    expect(meter.write('0300')).toBe('done');
    expect(meter.send()).toBe('idle');
    meter.confirm();
    expect(meter.send()).toBe('indication 2A52 06000301');
  });

  test('a link that ends takes subscriptions and what was under way with it, no record', () => {
    const meter = session();
    meter.subscribe();
    meter.write('0101');
    meter.send();
    meter.act({ kind: 'disconnect' });
    meter.act({ kind: 'connect' });
    expect(meter.send()).toBe('idle');
    expect(meter.write('0101')).toBe('error 81');
    meter.subscribe();
    expect(numbersIn(meter.ask('0101'))).toEqual([44, 45, 46]);
  });

  test('a record of the time of the request: one stored later is not among them', () => {
    const meter = session();
    meter.subscribe();
    meter.write('0101');
    expect(meter.memory()).toEqual([44, 45, 46]);
    expect(meter.write('0201')).toBe('error 80');
  });

  test('what can be read, written and subscribed to, and what cannot', () => {
    const meter = session();
    const read = (characteristic: string): string => {
      const answer = meter.act({ kind: 'read', characteristic });
      return answer.kind === 'value' ? hexOf(answer.value) : meter.told(answer);
    };
    expect(read(glucoseFeature)).toBe('6500');
    expect(read(batteryLevel)).toBe('50');
    expect(read(glucoseMeasurement)).toBe('error 2');
    expect(read(recordAccess)).toBe('error 2');
    expect(read('2A9D')).toBe('error a');
    expect(meter.write('00', glucoseFeature)).toBe('error 3');
    expect(meter.write('00', glucoseContext)).toBe('error 3');
    expect(meter.write('00', 'toString')).toBe('error a');
    expect(meter.configure(glucoseMeasurement, 2)).toBe('error 13');
    expect(meter.configure(recordAccess, 1)).toBe('error 13');
    expect(meter.configure(glucoseFeature, 1)).toBe('error a');
  });

  test('every packet fits the smallest link; nothing asks for less', () => {
    const full = meterRecord(47, { meal: 2, offsetMinutes: -300 });
    for (const mtu of [undefined, 0, 23, 185]) {
      const meter = session([full], {}, mtu);
      meter.subscribe();
      const [measurement = '', context = ''] = meter.ask('0101');
      expect(measurement).toBe('notification 2A18 132F00EA070B17072F00D4FE93B011');
      expect(context).toBe('notification 2A34 022F0002');
    }
  });
});
