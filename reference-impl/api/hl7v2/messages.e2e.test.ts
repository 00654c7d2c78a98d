import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Order } from '../../../contract/domain/index.ts';
import { refuse } from '../../../contract/refusal.ts';
import type { Ack } from '../../../contract/wire/hl7v2/ack.ts';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Listener } from './listener.ts';
import { NOW, RecordingPipeline } from './recording-pipeline.test-helper.ts';
import { StoreUnavailable } from '../../store/unavailable.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import {
  CLIENTS,
  NAMESPACES,
  WireClient,
  aReading,
  anOrder,
  envelope,
  omg,
  oru,
  parsed,
  serve,
} from './wire.test-helper.ts';

let pipeline: RecordingPipeline;
let server: Listener;
let client: WireClient;
let answered = 0;

beforeEach(async () => {
  pipeline = new RecordingPipeline();
  server = await serve(pipeline);
  client = await WireClient.to(server.port);
  answered = 0;
});
afterEach(async () => {
  client.socket.destroy();
  await server.close();
});

const exchange = async (message: string | Buffer): Promise<Ack> => {
  await client.write(frame(message));
  answered += 1;
  const ack = (await client.acks(answered))[answered - 1];
  if (ack === undefined) throw new Error('no ACK');
  return ack;
};
const lastRaw = async (): Promise<Buffer> => (await client.rawAcks(answered))[answered - 1] ?? Buffer.alloc(0);

describe('readings', () => {
  test('all readings of a message are filed together, for the sender MSH-3 and MSH-4 name', async () => {
    expect(await exchange(oru('M1', 'r1', 'r2'))).toMatchObject({ code: 'AA', controlId: 'M1', warnings: [] });
    expect(pipeline.calls).toEqual([
      { op: 'file', caller: CLIENTS['GATEWAY|HOME'], readings: [aReading('r1'), aReading('r2')] },
    ]);
  });

  test('the acknowledgement comes after the pipeline has committed, not before', async () => {
    const order: string[] = [];
    pipeline.onCall = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push('committed');
      return undefined;
    };
    await exchange(oru('M1'));
    order.push('acknowledged');
    expect(order).toEqual(['committed', 'acknowledged']);
  });

  test("the pipeline's refusal comes back with its code, its table 0357 number and a v2 place", async () => {
    pipeline.onCall = () => refuse('future-time', 'Observation.effectiveDateTime', 'by 10 min').refusal;
    expect(await exchange(oru('M1'))).toMatchObject({
      code: 'AE',
      controlId: 'M1',
      refusal: 'future-time',
      error: '207',
      place: 'OBX^1^14',
      text: 'by 10 min',
    });
  });

  test('a message that cannot be a reading is refused as a whole and audited', async () => {
    const message = oru('M1', 'r1', 'r2')
      .replaceAll('mg/dL^mg/dL', 'mg/dl^mg/dl')
      .replace('mg/dl^mg/dl', 'mg/dL^mg/dL');
    expect(await exchange(message)).toMatchObject({
      code: 'AE',
      refusal: 'unknown-unit',
      place: 'OBX^2^6',
      error: '103',
    });
    expect(pipeline.calls).toEqual([]);
    expect(pipeline.audited).toEqual([
      {
        subject: 'reading',
        action: 'create',
        outcome: 'refused',
        refusal: 'unknown-unit',
        who: 'GATEWAY',
        patient: aReading('').patient,
        entity: aReading('r2').identifier,
      },
    ]);
  });

  test.each([
    ['a value of the second', (text: string) => text.replace(/(.*)\|212\|/s, '$1|2x2|'), 'r2', 'MRN2002'],
    ['the key of the second patient', (text: string) => text.replace('MRN2002', ''), 'r2', undefined],
    ['a value of the first', (text: string) => text.replace('|212|', '|2x2|'), 'r1', 'MRN1001'],
  ])(
    'a refusal is audited with the patient and the reading that it is about: %s',
    async (_what, spoil, key, number) => {
      const [one, other] = [aReading('r1'), aReading('r2')];
      const patient = { ...other.patient, value: 'MRN2002' };
      const whole = encodeReadingMessage([one, { ...other, patient }], envelope('M1', 'GATEWAY|HOME'), NAMESPACES);
      expect(spoil(whole)).not.toBe(whole);
      expect((await exchange(spoil(whole))).code).toBe('AE');
      expect(pipeline.audited.map((event) => [event.entity?.value, event.patient?.value])).toEqual([[key, number]]);
    },
  );

  test('what a source that is not admitted sends is not even read', async () => {
    pipeline.isSourceAdmitted = false;
    const spoilt = oru('M1').replace('mg/dL^mg/dL', 'lb^lb');
    expect(await exchange(spoilt)).toMatchObject({ code: 'AE', refusal: 'source-not-admitted', place: 'MSH^1^3' });
    expect(pipeline.calls).toEqual([]);
    expect(pipeline.audited).toMatchObject([{ subject: 'reading', refusal: 'source-not-admitted', who: 'GATEWAY' }]);
  });

  test.each([
    ['C', 'corrected'],
    ['A', 'corrected'],
    ['D', 'entered-in-error'],
    ['W', 'entered-in-error'],
  ])('OBX-11 %s reaches the pipeline under the same key', async (status, expected) => {
    expect(await exchange(oru('M1', 'r1').replace('|||||F|', `|||||${status}|`))).toMatchObject({ code: 'AA' });
    expect(pipeline.calls).toMatchObject([{ op: 'file', readings: [{ ...aReading('r1'), status: expected }] }]);
  });
});

describe('orders', () => {
  test('NW submits', async () => {
    expect((await exchange(omg('O1', 'NW'))).code).toBe('AA');
    expect(pipeline.calls).toEqual([{ op: 'submit', caller: CLIENTS['EHR|GOODHEALTH'], order: anOrder }]);
  });

  test('HD, RL, CA and DC change the status of the order as it is stored', async () => {
    await exchange(omg('O1', 'NW'));
    for (const [control, status] of [
      ['HD', 'on-hold'],
      ['RL', 'active'],
      ['CA', 'revoked'],
      ['DC', 'revoked'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one exchange after the other
      expect((await exchange(omg(`O-${control}`, control))).code).toBe('AA');
      // oxlint-disable-next-line no-await-in-loop -- one exchange after the other
      expect(pipeline.calls.at(-1)).toMatchObject({ op: 'change', order: { ...anOrder, status } });
    }
  });

  test('XO that repeats every limit changes the order; its status, precision, reason and group stay', async () => {
    const stored: Order = {
      ...anOrder,
      status: 'on-hold',
      precision: 1,
      reason: 'E11.65',
      group: { system: 'urn:example:ehr:placer', value: 'G' },
    };
    await exchange(omg('O1', 'NW'));
    pipeline.orders.set('urn:example:ehr:placer|PLC-7001', { id: 'sr1', version: 7, lastUpdated: NOW, body: stored });
    const wider: Order = { ...anOrder, limits: [{ tier: 'reference', low: '70', high: '200' }] };
    expect((await exchange(omg('O2', 'XO', wider))).code).toBe('AA');
    expect(pipeline.calls.at(-1)).toMatchObject({
      op: 'change',
      ifMatch: 7,
      order: { ...stored, limits: wider.limits },
    });
  });

  test('XO leaves reason and group where their fields are empty; `""`, and a reason of another system, take them away', async () => {
    const group = { system: 'urn:example:ehr:placer', value: 'GRP-1' };
    const whole: Order = { ...anOrder, reason: 'E11.65', group };
    await exchange(omg('O1', 'NW', whole));
    const said = (control: string, field31: string, field4: string): string =>
      omg(control, 'XO', whole).replace('|E11.65^^I10C', `|${field31}`).replace('|GRP-1^EHR|', `|${field4}|`);
    const left = async (message: string) => {
      expect((await exchange(message)).code).toBe('AA');
      const { reason, group: kept } = (pipeline.calls.at(-1) as { order: Order }).order;
      return [reason, kept?.value];
    };
    expect(await left(said('O2', '', ''))).toEqual(['E11.65', 'GRP-1']);
    expect(await left(said('O3', '73211009^Diabetes^SCT', ''))).toEqual([undefined, 'GRP-1']);
    expect(await left(said('O4', '""', '""'))).toEqual([undefined, undefined]);
  });

  test('XO that leaves out a limit is refused, names it, and changes nothing', async () => {
    await exchange(omg('O1', 'NW'));
    const delta: Order = { ...anOrder, limits: [{ tier: 'reference', high: '200' }] };
    expect(await exchange(omg('O2', 'XO', delta))).toMatchObject({
      code: 'AE',
      refusal: 'missing-element',
      text: 'neither repeated nor deleted: ABN.LO',
    });
    expect(pipeline.calls.length).toBe(1);
    expect(pipeline.audited.map(({ refusal }) => refusal)).toEqual(['missing-element']);
  });

  test('a change of an order nobody placed', async () => {
    expect(await exchange(omg('O1', 'DC'))).toMatchObject({
      code: 'AE',
      refusal: 'order-unknown',
      place: 'ORC^1^2',
      error: '204',
    });
  });

  test("another patient's number does not stop an order, nor show its limits", async () => {
    await exchange(omg('O1', 'NW'));
    const other: Order = {
      ...anOrder,
      patient: { ...anOrder.patient, value: 'MRN2002' },
      limits: [{ tier: 'critical', high: '300' }],
    };
    expect(await exchange(omg('O2', 'DC', other))).toMatchObject({
      code: 'AE',
      refusal: 'patient-not-authorised',
      place: 'PID^1^3',
    });
    pipeline.onCall = () => refuse('immutable', 'ServiceRequest.subject').refusal;
    expect(await exchange(omg('O3', 'XO', other))).toMatchObject({
      code: 'AE',
      refusal: 'immutable',
      place: 'PID^1^3',
    });
  });

  test('a change that meets a newer version is tried again on it', async () => {
    await exchange(omg('O1', 'NW'));
    let tries = 0;
    pipeline.onCall = () => ((tries += 1) < 3 ? refuse('stale-version').refusal : undefined);
    expect((await exchange(omg('O2', 'HD'))).code).toBe('AA');
    expect(tries).toBe(3);
  });

  test('warnings stand beside the accept', async () => {
    pipeline.warnings = ['rule-not-supported'];
    expect(await exchange(omg('O1', 'NW'))).toMatchObject({ code: 'AA', warnings: ['rule-not-supported'] });
  });

  test('a phone that cannot serve is a warning beside the new order', async () => {
    pipeline.phoneServes = false;
    expect(await exchange(omg('O1', 'NW'))).toMatchObject({ code: 'AA', warnings: ['phone-not-eligible'] });
    expect(String(await lastRaw())).toMatch(/\rERR\|\|\|0\^Message accepted\^HL70357\|W\|phone-not-eligible\^/);
    expect(await exchange(omg('O2', 'HD'))).toMatchObject({ code: 'AA', warnings: [] });
  });

  test('orders are of one version', async () => {
    expect(await exchange(omg('O1', 'NW').replace('|2.5.1|', '|2.6|'))).toMatchObject({
      code: 'AR',
      refusal: 'unsupported-version',
    });
  });
});

describe('what is rejected by its header', () => {
  test.each([
    ['an unknown sender', ['GATEWAY|HOME', 'NOBODY|HOME'], 'unauthenticated', 'MSH^1^3'],
    ['a known application of another facility', ['GATEWAY|HOME', 'GATEWAY|OTHER'], 'unauthenticated', 'MSH^1^3'],
    ['an object of the language as sender', ['GATEWAY|HOME', 'constructor|'], 'unauthenticated', 'MSH^1^3'],
    ['another version', ['|2.5.1|', '|2.4|'], 'unsupported-version', 'MSH^1^12'],
    ['another message type', ['ORU^R01^ORU_R01', 'SIU^S12^SIU_S12'], 'unsupported-message', 'MSH^1^9^1^1'],
    ['another event', ['ORU^R01^ORU_R01', 'ORU^R40^ORU_R40'], 'unsupported-event', 'MSH^1^9^1^2'],
    ['production data', ['|T|', '|P|'], 'unsupported-processing-id', 'MSH^1^11'],
  ])('%s: AR', async (_what, [from = '', to = ''], refusal, place) => {
    const ack = await exchange(oru('M1').replace(from, to));
    expect(ack).toMatchObject({ code: 'AR', controlId: 'M1', refusal, place });
    expect(pipeline.calls).toEqual([]);
    expect(pipeline.audited).toMatchObject([{ subject: 'access', outcome: 'refused', refusal }]);
  });

  test('a message without a control id: AE', async () => {
    expect(await exchange(oru('M1').replace('|M1|', '||'))).toMatchObject({
      code: 'AE',
      controlId: '',
      refusal: 'missing-element',
    });
  });

  test('a control id beyond any length: AE', async () => {
    const id = 'M'.repeat(200);
    expect(await exchange(oru('M1').replace('|M1|', `|${id}|`))).toMatchObject({
      code: 'AE',
      controlId: id,
      refusal: 'bad-value',
      place: 'MSH^1^10',
    });
  });

  test('bytes that are not in the declared character set: AE, under its control id', async () => {
    const bytes = Buffer.from(oru('M1'));
    bytes[bytes.indexOf('MRN1001')] = 0xff;
    expect(await exchange(bytes)).toMatchObject({ code: 'AE', controlId: 'M1', refusal: 'charset', place: 'MSH^1^18' });
  });
});

describe('the same message again', () => {
  test('gets the same bytes and has no second effect, also on another connection', async () => {
    await exchange(oru('M1'));
    const first = await lastRaw();
    await exchange(oru('M1'));
    expect(await lastRaw()).toEqual(first);
    const another = await WireClient.to(server.port);
    await another.write(frame(oru('M1')));
    expect(await another.rawAcks(1)).toEqual([first]);
    await another.finish();
    expect(pipeline.calls.length).toBe(1);
  });

  test('while the first is still in hand, waits for its answer', async () => {
    const committed = Promise.withResolvers<undefined>();
    pipeline.onCall = () => committed.promise;
    const another = await WireClient.to(server.port);
    await client.write(frame(oru('M1')));
    await another.write(frame(oru('M1')));
    committed.resolve(undefined);
    expect(await client.rawAcks(1)).toEqual(await another.rawAcks(1));
    await another.finish();
    expect(pipeline.calls.length).toBe(1);
  });

  test('after a refusal is judged anew: with the same bytes when nothing changed, accepted when it may be', async () => {
    pipeline.onCall = () => refuse('no-permission', 'Observation.code').refusal;
    await exchange(oru('M1'));
    const first = await lastRaw();
    await exchange(oru('M1'));
    expect(await lastRaw()).toEqual(first);
    pipeline.onCall = () => undefined;
    expect((await exchange(oru('M1'))).code).toBe('AA');
    expect(pipeline.calls.length).toBe(3);
  });

  test('with other content under its control id is a reuse', async () => {
    await exchange(oru('M1'));
    expect(await exchange(oru('M1', 'other'))).toMatchObject({
      code: 'AE',
      refusal: 'control-id-reuse',
      error: '205',
      place: 'MSH^1^10',
    });
    expect(pipeline.filed).toEqual(['M1']);
  });
});

describe('the acknowledgement itself', () => {
  test('swaps the parties, has an id of its own, and ends its last segment', async () => {
    await exchange(oru('M1'));
    const raw = await lastRaw();
    const { header } = parsed(raw);
    expect([3, 4, 5, 6, 9, 11, 12].map((field) => header.raw(field))).toEqual([
      'RPM',
      'GOODHEALTH',
      'GATEWAY',
      'HOME',
      'ACK^R01^ACK',
      'T',
      '2.5.1',
    ]);
    expect(header.text(7)).toBe('20260303130512.000+0000');
    expect(header.text(10)).toMatch(/^[0-9A-Z]+-[0-9A-Z]+$/);
    expect(raw.at(-1)).toBe(0x0d);
  });

  test('two messages, two ids', async () => {
    await exchange(oru('M1'));
    await exchange(oru('M2'));
    const ids = (await client.rawAcks(2)).map((raw) => parsed(raw).header.text(10));
    expect(new Set(ids).size).toBe(2);
  });
});

describe('trouble in the pipeline', () => {
  test('a handler that rejects is answered AR unavailable, and the process goes on', async () => {
    pipeline.onCall = () => Promise.reject(new Error('the disk is full'));
    const ack = await exchange(oru('M1'));
    expect(ack).toMatchObject({ code: 'AR', controlId: 'M1', refusal: 'unavailable', error: '207' });
    expect(ack.text).not.toContain('disk');
    pipeline.onCall = () => undefined;
    expect((await exchange(oru('M1'))).code).toBe('AA');
  });

  test('a store that cannot even tell the time likewise, and a header that is refused there', async () => {
    const gone = (): never => {
      throw new StoreUnavailable('unreachable');
    };
    pipeline.onCall = gone;
    pipeline.onClock = gone;
    expect(await exchange(oru('M1'))).toMatchObject({ code: 'AR', controlId: 'M1', refusal: 'unavailable' });
    expect(await exchange(omg('M2', 'NW'))).toMatchObject({ code: 'AR', controlId: 'M2', refusal: 'unavailable' });
    pipeline.onCall = () => undefined;
    pipeline.onClock = () => NOW;
    expect((await exchange(oru('M1'))).code).toBe('AA');
  });

  test('a handler that throws likewise', async () => {
    pipeline.onCall = () => {
      throw new Error('a defect');
    };
    expect(await exchange(omg('M1', 'NW'))).toMatchObject({ code: 'AR', refusal: 'unavailable' });
  });

  test('one slow connection does not hold up another, and each keeps its own order', async () => {
    const committed = Promise.withResolvers<undefined>();
    pipeline.onCall = (call) =>
      call.op === 'file' && call.readings[0]?.identifier.value === 'SLOW' ? committed.promise : undefined;
    const another = await WireClient.to(server.port);
    await client.write(frame(oru('SLOW')), frame(oru('BEHIND')));
    await another.write(frame(oru('QUICK')));
    expect((await another.acks(1))[0]?.controlId).toBe('QUICK');
    committed.resolve(undefined);
    expect((await client.acks(2)).map(({ controlId }) => controlId)).toEqual(['SLOW', 'BEHIND']);
    expect(pipeline.filed).toEqual(['SLOW', 'QUICK', 'BEHIND']);
    await another.finish();
  });
});
