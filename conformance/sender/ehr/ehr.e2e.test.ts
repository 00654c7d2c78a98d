import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import { createBundle } from '../../../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { decodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import { parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import { runClock } from '../../history/clock.ts';
import { connectMllp } from '../../sut/mllp-client.ts';
import { patientReference } from './fhir-delivery.ts';
import { type FhirEhr, startFhirEhr } from './fhir-ehr.ts';
import { type Arrival, Mailbox } from './mailbox.ts';
import { startMllpEhr } from './mllp-ehr.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
let ehr: FhirEhr;
let mailbox: Mailbox;
let arrivals: Arrival[];
let base: string;
let count = 0;

beforeAll(async () => {
  ehr = await startFhirEhr();
});
afterAll(async () => await ehr.close());
beforeEach(() => {
  arrivals = [];
  mailbox = new Mailbox(patient, runClock(), (arrival) => arrivals.push(arrival));
  count += 1;
  ehr.add(`t${count}`, mailbox);
  base = ehr.baseOf(`t${count}`);
});

const reading = (name: string, value = '7.0', overrides: Partial<Reading> = {}): Reading => ({
  identifier: { system: 'urn:example:sender', value: name },
  patient,
  measure: 'glucose',
  code: LOINC_FOR_UNIT['mmol/L'],
  status: 'final',
  effective: '2035-03-05T09:00:00-05:00',
  result: { kind: 'value', quantity: { value, unit: 'mmol/L' } },
  ...overrides,
});

const resource = (one: Reading): JsonObject =>
  encodeReading(one, (type) => {
    if (type === 'Patient') return patientReference(patient);
    throw new RangeError(type);
  });
const send = async (path: string, body: JsonObject | string, method = 'POST', headers = {}): Promise<number> => {
  const text = typeof body === 'string' ? body : writeLossless(body);
  const init = { method, body: text, headers: { 'content-type': 'application/fhir+json', ...headers } };
  return (await fetch(`${base}${path}`, init)).status;
};
const outcomes = (): readonly (string | undefined)[] =>
  arrivals.map(
    (a) => `${a.reading?.identifier.value ?? '-'} ${a.outcome}${a.problem === undefined ? '' : ` ${a.problem.code}`}`,
  );

describe('over FHIR', () => {
  test('a create, the same again, another content, a correction, an erasure', async () => {
    const condition = { 'if-none-exist': 'identifier=urn:example:sender|a' };
    expect(await send('/Observation', resource(reading('a')), 'POST', condition)).toBe(201);
    expect(await send('/Observation', resource(reading('a')))).toBe(200);
    expect(await send('/Observation', resource(reading('a', '8.0')))).toBe(409);
    const changed = resource(reading('a', '8.0', { status: 'corrected' }));
    expect(await send('/Observation?identifier=urn:example:sender%7Ca', changed, 'PUT')).toBe(200);
    expect(await send('/Observation/r1', resource(reading('a', '8.0', { status: 'entered-in-error' })), 'PUT')).toBe(
      200,
    );
    expect(outcomes()).toEqual([
      'a accepted',
      'a accepted',
      'a refused identifier-conflict',
      'a accepted',
      'a accepted',
    ]);
    expect(arrivals.map((a) => [a.way, a.conditional, a.marked])).toEqual([
      ['create', true, true],
      ['create', false, true],
      ['create', false, true],
      ['update', undefined, true],
      ['update', undefined, true],
    ]);
    expect(arrivals[0]?.reading?.result).toEqual({ kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } });
    expect(arrivals.every((a) => a.answered >= a.at)).toBe(true);
  });

  test('what was filed before comes again in any version, is accepted, and undoes no correction', async () => {
    await send('/Observation', resource(reading('a')));
    const corrected = reading('a', '8.0', { status: 'corrected' });
    await send('/Observation?identifier=urn:example:sender%7Ca', resource(corrected), 'PUT');
    expect(await send('/Observation', resource(reading('a')))).toBe(200);
    // An equal number is an equal reading.
    expect(await send('/Observation', resource(reading('a', '7.00')))).toBe(200);
    expect(mailbox.find(reading('a').identifier)?.reading).toEqual(corrected);
    expect(outcomes()).toEqual(['a accepted', 'a accepted', 'a accepted', 'a accepted']);
  });

  test('what cannot be read is refused and on record', async () => {
    expect(await send('/Observation', 'not json')).toBe(400);
    const { effectiveDateTime: _, ...timeless } = resource(reading('a'));
    expect(await send('/Observation', { ...timeless, effectiveDateTime: '2035-03-05T09:00:00' })).toBe(422);
    expect(await send('/Observation', { ...resource(reading('a')), subject: { reference: 'Patient/other' } })).toBe(
      403,
    );
    expect(await send('/Observation', { ...resource(reading('a')), meta: {} })).toBe(201);
    expect(outcomes()).toEqual([
      '- refused malformed',
      '- refused time-without-offset',
      // Matched all the same: whose it is said to be is judged.
      'a refused patient-not-authorised',
      'a accepted',
    ]);
    expect(arrivals.at(-1)?.marked).toBe(false);
  });

  test('what names another reading than it brings is written nowhere', async () => {
    const [a, b] = ['identifier=urn:example:sender|a', 'identifier=urn:example:sender|b'];
    const key = (condition: string): string => `/Observation?${condition.replace('|', '%7C')}`;
    const change = resource(reading('a', '8.0', { status: 'corrected' }));
    expect(await send('/Observation', resource(reading('a')), 'POST', { 'if-none-exist': b })).toBe(422);
    expect(await send('/Observation', resource(reading('a')), 'POST', { 'if-none-exist': 'name=a' })).toBe(400);
    expect(await send('/Observation', resource(reading('a')), 'POST', { 'if-none-exist': `${a},urn:old|a` })).toBe(201);
    expect(await send('/Observation', resource(reading('b')), 'POST', { 'if-none-exist': b })).toBe(201);
    expect(await send(key(b), change, 'PUT')).toBe(422);
    expect(await send('/Observation', change, 'PUT')).toBe(400);
    expect(await send('/Observation/r2', change, 'PUT')).toBe(422);
    expect(await send('/Observation/r7', change, 'PUT')).toBe(404);
    expect(await send('/Observation/r1', { ...change, id: 'r2' }, 'PUT')).toBe(422);
    expect(outcomes()).toEqual([
      'a refused bad-value',
      'a refused unsupported-parameter',
      'a accepted',
      'b accepted',
      'a refused bad-value',
      'a refused unsupported-parameter',
      'a refused immutable',
      'a refused unknown-reading',
      'a refused bad-value',
    ]);
    expect(arrivals.slice(0, 4).map((each) => each.conditional)).toEqual([false, false, true, true]);
    expect(mailbox.find(reading('a').identifier)?.reading).toEqual(reading('a'));
  });

  test.each(['corrected', 'entered-in-error'] as const)('a conditional create changes nothing: %s', async (status) => {
    const condition = { 'if-none-exist': 'identifier=urn:example:sender|a' };
    expect(await send('/Observation', resource(reading('a')), 'POST', condition)).toBe(201);
    expect(await send('/Observation', resource(reading('a', '8.0', { status })), 'POST', condition)).toBe(409);
    expect(mailbox.find(reading('a').identifier)?.reading).toEqual(reading('a'));
  });

  test('in a bundle an entry names the reading that it brings', async () => {
    const entries = [
      { resource: resource(reading('a')), ifNoneExist: reading('b').identifier },
      { resource: resource(reading('c')), update: { identifier: reading('d').identifier } },
      { resource: resource(reading('e')), update: { id: 'r9' } },
    ];
    expect(await send('', createBundle('batch', entries))).toBe(200);
    expect(outcomes()).toEqual(['a refused bad-value', 'c refused bad-value', 'e refused unknown-reading']);
  });

  test('final follows preliminary', async () => {
    const path = '/Observation?identifier=urn:example:sender%7Ca';
    expect(await send('/Observation', resource(reading('a', '7.0', { status: 'preliminary' })))).toBe(201);
    expect(await send(path, resource(reading('a')), 'PUT')).toBe(200);
    expect(await send(path, resource(reading('a', '7.0', { status: 'preliminary' })), 'PUT')).toBe(200);
    expect(await send(path, resource(reading('a', '7.1')), 'PUT')).toBe(409);
    expect(mailbox.find(reading('a').identifier)?.reading).toEqual(reading('a'));
  });

  test('what no receiver of the binding reads is refused', async () => {
    const text = writeLossless(resource(reading('a')));
    const put = async (body: string | Buffer, headers: Record<string, string>): Promise<number> =>
      (await fetch(`${base}/Observation`, { method: 'POST', body, headers })).status;
    const json = { 'content-type': 'application/json' };
    expect(await put(text, {})).toBe(415);
    expect(await put(text, { 'content-type': 'application/xml' })).toBe(415);
    expect(await put(text, { ...json, 'content-encoding': 'gzip' })).toBe(415);
    expect(await put(Buffer.from(text.replace('{', '{"language":"\u00e9",'), 'latin1'), json)).toBe(400);
    expect(await put(text.replace('"status":', '"status":"corrected","status":'), json)).toBe(400);
    expect(await put(text, json)).toBe(201);
    expect(outcomes()).toEqual([
      ...Array.from({ length: 3 }, () => 'a refused unsupported-media-type'),
      '- refused charset',
      '- refused malformed',
      'a accepted',
    ]);
    const bundle = createBundle('batch', [{ resource: resource(reading('b')) }]);
    expect(await send('', bundle, 'POST', { 'content-type': 'text/plain' })).toBe(415);
    expect(outcomes().at(-1)).toBe('b refused unsupported-media-type');
  });

  test('a reading names the device that was created before by its reference, and can be read again', async () => {
    const create = async (value: string): Promise<string> => {
      const body = JSON.stringify({ resourceType: 'Device', identifier: [{ system: 'urn:example:meters', value }] });
      const init = { method: 'POST', body, headers: { 'content-type': 'application/fhir+json' } };
      const answer = await fetch(`${base}/Device`, init);
      return `${answer.status} ${answer.headers.get('location') ?? ''}`;
    };
    expect([await create('M1'), await create('M2'), await create('M1')]).toEqual([
      '201 Device/d1',
      '201 Device/d2',
      '200 Device/d1',
    ]);
    await send('/Observation', { ...resource(reading('a')), device: { reference: 'Device/d2' } });
    expect(arrivals.at(-1)?.reading?.device).toEqual({ system: 'urn:example:meters', value: 'M2' });
    const again = await fetch(`${base}/Observation/r1`);
    expect([again.status, await again.json()]).toMatchObject([
      200,
      { id: 'r1', device: { identifier: { value: 'M2' } } },
    ]);
    expect((await fetch(`${base}/Observation/r2`)).status).toBe(404);
  });

  test('HTEST is a code of HL7, and of nobody else', async () => {
    const labelled = (system: string): JsonObject => ({ security: [{ system, code: 'HTEST' }] });
    await send('/Observation', { ...resource(reading('a')), meta: labelled('urn:example:labels') });
    expect(arrivals.at(-1)?.marked).toBe(false);
  });

  test('the refusal of a transaction says which entry it is for', async () => {
    mailbox.turnAway('bad');
    const bundle = createBundle(
      'transaction',
      ['good', 'bad'].map((name) => ({ resource: resource(reading(name)) })),
    );
    const init = { method: 'POST', body: writeLossless(bundle), headers: { 'content-type': 'application/fhir+json' } };
    expect(await (await fetch(base, init)).json()).toMatchObject({
      issue: [{ expression: ['Bundle.entry[1].resource'] }],
    });
    expect(arrivals.map((a) => a.code)).toEqual(['422', '422']);
  });

  test('what it is told to turn away it refuses on purpose, and nothing is wrong with that', async () => {
    mailbox.turnAway('bad');
    expect(await send('/Observation', resource(reading('bad')))).toBe(422);
    expect(outcomes()).toEqual(['bad refused']);
  });

  test('unavailable keeps nothing; a cut connection keeps what came', async () => {
    mailbox.mood = 'unavailable';
    expect(await send('/Observation', resource(reading('a')))).toBe(503);
    expect(mailbox.find(reading('a').identifier)).toBeUndefined();
    mailbox.mood = 'cut';
    await expect(send('/Observation', resource(reading('a')))).rejects.toThrow('fetch failed');
    expect(mailbox.find(reading('a').identifier)?.reading).toEqual(reading('a'));
    mailbox.mood = 'up';
    expect(await send('/Observation', resource(reading('a')))).toBe(200);
    expect(outcomes()).toEqual(['a unavailable', 'a cut', 'a accepted']);
  });

  test.each(['batch', 'transaction'] as const)('a %s with one entry that is turned away', async (type) => {
    mailbox.turnAway('bad');
    const bundle = createBundle(
      type,
      ['good', 'bad'].map((name) => ({ resource: resource(reading(name)), ifNoneExist: reading(name).identifier })),
    );
    expect(await send('', bundle)).toBe(type === 'batch' ? 200 : 422);
    // Of a transaction nothing was kept: what is well has to come again.
    expect(outcomes()).toEqual([type === 'batch' ? 'good accepted' : 'good unavailable', 'bad refused']);
    expect(mailbox.find(reading('good').identifier) === undefined).toBe(type === 'transaction');
  });

  test('a reading that is sent elsewhere has come all the same, and is refused', async () => {
    const one = resource(reading('a'));
    const report = { resourceType: 'DiagnosticReport', contained: [one, resource(reading('b'))] };
    expect(await send('/DiagnosticReport', report)).toBe(405);
    expect(await send('/Observation/$validate', { resourceType: 'Parameters', parameter: [{ resource: one }] })).toBe(
      405,
    );
    expect(await send('/../fhir-of-somebody/Observation', one)).toBe(405);
    base = ehr.baseOf('nobody');
    expect(await send('/Observation', one)).toBe(404);
    expect(await send('/Observation', resource({ ...reading('a'), patient: { ...patient, value: 'MRN9' } }))).toBe(404);
    const refused = ['a refused unsupported-interaction', 'b refused unsupported-interaction'];
    expect(outcomes().slice(0, 4)).toEqual([...refused, refused[0], refused[0]]);
    expect(outcomes().slice(4, 5)).toEqual(['a refused not-found']);
  });

  test('what is no reading may be asked for elsewhere, and nothing stands on record', async () => {
    expect(await send('/Patient', { resourceType: 'Patient' })).toBe(405);
    expect(await send('/Patient/_search', 'identifier=MRN1')).toBe(405);
    expect(await send('/AuditEvent', '')).toBe(405);
    mailbox.mood = 'unavailable';
    expect(await send('/DiagnosticReport', { contained: [resource(reading('a'))] })).toBe(503);
    expect(outcomes()).toEqual(['a unavailable']);
  });

  test('the patient is found by identifier, a reading too, and nothing is deleted', async () => {
    const found = async (path: string): Promise<number> =>
      ((await (await fetch(`${base}${path}`)).json()) as { entry?: unknown[] }).entry?.length ?? 0;
    expect(await found('/Patient?identifier=urn:oid:2.999.1.1%7CMRN1')).toBe(1);
    expect(await found('/Patient?identifier=urn:oid:2.999.1.1%7CMRN2')).toBe(0);
    await send('/Observation', resource(reading('a')));
    expect(await found('/Observation?identifier=urn:example:sender%7Ca')).toBe(1);
    expect((await fetch(`${base}/Observation/r1`, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(base.replace(`t${count}`, 'nobody').concat('/Patient'))).status).toBe(404);
  });
});

describe('over MLLP', () => {
  const messageOf = (readings: readonly Reading[], controlId = 'C1', mode?: readonly ['AL', 'NE']): string =>
    encodeReadingMessage(
      readings,
      {
        sendingApplication: 'G',
        sendingFacility: 'H',
        receivingApplication: 'E',
        receivingFacility: 'F',
        at: '2035-03-05T09:00:00-05:00',
        controlId,
        processingId: 'T',
        ...(mode === undefined ? {} : { acknowledged: mode }),
      },
      {},
    );
  /** What each message is answered with, one after the other. */
  const exchange = async (texts: readonly string[]): Promise<readonly (string | undefined)[]> => {
    const listener = await startMllpEhr(mailbox);
    const client = connectMllp({ host: listener.host, port: listener.port, timeoutMs: 2000 });
    const codes: (string | undefined)[] = [];
    try {
      for (const text of texts) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const answered = await client.exchange(text);
        const message = answered.kind === 'ack' ? parseMessage(answered.bytes) : undefined;
        codes.push(message?.ok === true ? decodeAck(message.value)?.code : undefined);
      }
      return codes;
    } finally {
      await client.close();
      await listener.close();
    }
  };
  const talk = async (...message: Parameters<typeof messageOf>): Promise<string | undefined> =>
    (await exchange([messageOf(...message)]))[0];

  test.each([
    ['of another kind', 'ORU^R01^ORU_R01', 'ADT^A08^ADT_A01', 'AR', 'unsupported-message'],
    ['of another event', 'ORU^R01^ORU_R01', 'ORU^W01^ORU_W01', 'AR', 'unsupported-event'],
    ['of another version', '|2.5.1|', '|2.9.9|', 'AR', 'unsupported-version'],
    ['without a control id', '|C1|', '||', 'AE', 'missing-element'],
  ])('a message %s is refused', async (_what, is, becomes, code, refusal) => {
    expect(await exchange([messageOf([reading('a')]).replace(is, becomes)])).toEqual([code]);
    expect(outcomes()).toEqual([`a refused ${refusal}`]);
    expect(mailbox.find(reading('a').identifier)).toBeUndefined();
  });

  test('a control id is of one message, byte for byte, once that was taken', async () => {
    const [a, b] = [messageOf([reading('a')]), messageOf([reading('b')])];
    expect(await exchange([a, a, b])).toEqual(['AA', 'AA', 'AE']);
    expect(outcomes()).toEqual(['a accepted', 'a accepted', 'b refused control-id-reuse']);
    mailbox.mood = 'unavailable';
    expect(await exchange([a])).toEqual(['AR']);
    mailbox.mood = 'up';
    expect(await exchange([b])).toEqual(['AA']);
  });

  test('a message is accepted as a whole or not at all', async () => {
    expect(await talk([reading('a'), reading('b')])).toBe('AA');
    mailbox.turnAway('bad');
    expect(await talk([reading('c'), reading('bad')])).toBe('AE');
    expect(outcomes()).toEqual(['a accepted', 'b accepted', 'c unavailable', 'bad refused']);
    expect(mailbox.find(reading('c').identifier)).toBeUndefined();
    expect(arrivals.every((a) => a.marked === true && a.via === 'hl7v2')).toBe(true);
  });

  test('final follows preliminary', async () => {
    expect(await talk([reading('a', '7.0', { status: 'preliminary' })], 'M1')).toBe('AA');
    expect(await talk([reading('a')], 'M2')).toBe('AA');
    expect(outcomes()).toEqual(['a accepted', 'a accepted']);
  });

  test('in enhanced mode the commit is acknowledged where it is asked for', async () => {
    expect(await talk([reading('a')], 'M2', ['AL', 'NE'])).toBe('CA');
    mailbox.mood = 'unavailable';
    expect(await talk([reading('b')], 'M3', ['AL', 'NE'])).toBe('CR');
    expect(outcomes()).toEqual(['a accepted', 'b unavailable']);
  });

  test('unavailable is AR, and a cut connection answers nothing', async () => {
    mailbox.mood = 'unavailable';
    expect(await talk([reading('a')])).toBe('AR');
    mailbox.mood = 'cut';
    expect(await talk([reading('a')])).toBeUndefined();
    expect(outcomes()).toEqual(['a unavailable', 'a cut']);
  });
});
