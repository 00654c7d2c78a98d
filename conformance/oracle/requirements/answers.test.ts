import { describe, expect, test } from 'vitest';
import type { FiledReading, Message, Reading } from '../../../contract/domain/index.ts';
import type { Answer } from '../../history/lines.ts';
import {
  critical,
  HistoryBuilder,
  itemId,
  makeItem,
  makeReading,
  patientId,
  reference,
  RIVERA,
  STARTED,
} from '../history-builder.test-helper.ts';
import { countsOf, findingsOf, idsOf } from '../judged.test-helper.ts';

const oneOrder = (
  input: Parameters<HistoryBuilder['order']>[0],
  options: Parameters<HistoryBuilder['order']>[1] = {},
) => {
  const b = new HistoryBuilder();
  b.order(input, options);
  return b.drain();
};

const refusedOrder = (refusal?: string): Parameters<HistoryBuilder['order']>[1] => ({
  outcome: 'refused',
  answer: { code: '422', explained: true, ...(refusal === undefined ? {} : { refusal }) },
});

const orderTwice = (outcome: 'ok' | 'refused') => {
  const b = new HistoryBuilder();
  b.order();
  b.order({ limits: [reference('80')] }, outcome === 'ok' ? {} : refusedOrder('identifier-conflict'));
  return b.drain();
};

describe('orders: ORD-02, ORD-05, ORD-06', () => {
  test('an order without limits must be refused', () => {
    expect(idsOf(oneOrder({ limits: [] }))).toEqual(['ORD-02']);
    expect(idsOf(oneOrder({ limits: [] }, refusedOrder('limits-missing')))).toEqual([]);
    expect(countsOf(oneOrder({ limits: [] }, refusedOrder('malformed')), 'ORD-02')['warned']).toBe(1);
  });
  test.each([
    ['low above high', { limits: [reference('180', '70')] }],
    ['critical inside', { limits: [reference('70', '180'), critical(undefined, '150')] }],
    ["another measure's unit", { unit: 'kg' as const }],
  ])('%s must be refused', (_name, input) => {
    expect(idsOf(oneOrder(input))).toEqual(['ORD-05']);
    expect(idsOf(oneOrder(input, refusedOrder('limits-contradictory')))).toEqual([]);
  });
  test.each([
    [undefined, 'ORD-02'],
    ['limits-missing', 'ORD-02'],
    ['limits-contradictory', 'ORD-05'],
    ['identifier-conflict', 'ORD-06'],
    ['scope', 'ORD-05'],
  ])('a sound order refusedOrder with %s breaks %s', (refusal, id) => {
    expect(idsOf(oneOrder({}, refusedOrder(refusal)))).toEqual([id]);
  });
  test('a rule that not every system has may be refusedOrder or taken', () => {
    const input = {
      limits: [reference('70')],
      rules: [{ kind: 'missing' as const, period: { value: 2, unit: 'd' as const } }],
    };
    for (const lines of [oneOrder(input), oneOrder(input, refusedOrder('rule-not-supported'))]) {
      expect(idsOf(lines)).toEqual([]);
      expect(countsOf(lines, 'ORD-05')['may']).toBe(1);
    }
  });
  test('the same number for another order must be refused', () => {
    expect(idsOf(orderTwice('ok'))).toEqual(['ORD-06']);
    expect(idsOf(orderTwice('refused'))).toEqual([]);
  });
});

const filed = (reading: Reading, more: Partial<FiledReading> = {}): FiledReading => ({
  reading,
  version: 1,
  interpretation: ['N'],
  ranges: [{ tier: 'reference', unit: 'mg/dL', low: '70', high: '180', limitFrom: '2034-12-31T20:00:00Z' }],
  orders: [],
  ...more,
});

const readBack = (shown: (r: Reading) => FiledReading[], via: 'fhir' | 'hl7v2' = 'fhir', wait = 1500) => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  const reading = b.reading(
    { name: 'r', value: '120.0', at: '2034-12-31T23:30:00-00:00'.replace('-00:00', 'Z'), device: 'd' },
    { via, answer: { code: 'AA', correlated: true } },
  );
  b.wait(wait).read(shown(reading), { identifier: reading.identifier });
  return b.drain();
};

const altered = (change: Partial<Reading>) => readBack((r) => [filed({ ...r, ...change })]);

describe('readings back: RDG-01, LIM-01, LIM-04, HL7-08', () => {
  test('found as it was sent', () => {
    const lines = readBack((r) => [filed(r)]);
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'RDG-01')).toMatchObject({ must: 1, mustNot: 1 });
  });
  test.each<[string, Partial<Reading>, ...string[]]>([
    ['digits lost', { result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } } }],
    ['unit changed', { result: { kind: 'value', quantity: { value: '120.0', unit: 'mmol/L' } } }],
    ['offset changed', { effective: '2034-12-31T18:30:00-05:00' }],
    ['time changed', { effective: '2034-12-31T23:30:01Z' }],
    ['code changed', { code: { system: 'http://loinc.org', code: '2339-0' } }],
    ['patient changed', { patient: patientId('p2') }],
    ['device changed', { device: { system: 'urn:example:device', value: 'e' } }, 'AUD-04'],
    ['result gone', { result: { kind: 'absent', reason: 'error' } }],
  ])('%s breaks RDG-01', (_name, change, ...besides) => {
    expect(idsOf(altered(change))).toEqual([...besides, 'RDG-01']);
  });
  test('the same time with seconds written or not is the same', () => {
    expect(idsOf(altered({ effective: '2034-12-31T23:30Z' }))).toEqual([]);
  });
  test('not found breaks it, and HL7-08 where it was acknowledged', () => {
    expect(idsOf(readBack(() => []))).toEqual(['RDG-01']);
    expect(idsOf(readBack(() => [], 'hl7v2'))).toEqual(['HL7-08', 'RDG-01']);
  });
  test('not found before its deadline breaks nothing', () => {
    expect(idsOf(readBack(() => [], 'hl7v2', 100))).toEqual([]);
  });
  test.each([
    [['H' as const], true],
    [['N' as const, 'U' as const], false],
    [[], true],
    [['N' as const, 'H' as const], true],
  ])('interpretation %j of a normal reading breaks LIM-01: %s', (interpretation, broken) => {
    expect(idsOf(readBack((r) => [filed(r, { interpretation: [...interpretation] })]))).toEqual(
      broken ? ['LIM-01'] : [],
    );
  });
  test.each<[string, FiledReading['ranges'], boolean]>([
    ['no range', [], true],
    ['a population range', [{ tier: 'reference', unit: 'mg/dL', low: '70', high: '140' }], true],
    [
      'one beside the right one',
      [
        { tier: 'reference', unit: 'mg/dL', low: '70', high: '180' },
        { tier: 'critical', unit: 'mg/dL', high: '400' },
      ],
      true,
    ],
    ['of another version', [{ tier: 'reference', unit: 'mg/dL', low: '70', high: '180', limitFrom: STARTED }], true],
    ['with zeros and no instant', [{ tier: 'reference', unit: 'mg/dL', low: '70.0', high: '180.0' }], false],
  ])('ranges: %s', (_name, ranges, broken) => {
    expect(idsOf(readBack((r) => [filed(r, { ranges })]))).toEqual(broken ? ['LIM-04'] : []);
  });
});

describe('messages: MSG-01, MSG-02, MSG-03', () => {
  const TEXT = 'Recheck in 2 h & call if > 300.\nÄrztin ¡gracias! | ^ ~ \\';
  const message: Message = {
    identifier: { system: 'urn:example:ehr:message', value: 'm' },
    patient: patientId(),
    sender: RIVERA,
    about: itemId('i'),
    text: TEXT,
    sent: STARTED,
  };
  const world = (own: Partial<Message>[] | undefined, other: Partial<Message>[] = []) => {
    const b = new HistoryBuilder();
    b.op({ op: 'message.send', message });
    b.op(
      { op: 'message.read', patient: patientId() },
      { output: { messages: (own ?? []).map((m) => ({ ...message, ...m })) } },
    );
    b.op(
      { op: 'message.read', patient: patientId('p2') },
      { output: { messages: other.map((m) => ({ ...message, ...m })) } },
    );
    return b.drain();
  };
  test('visible to its patient, unchanged, to nobody else', () => {
    const lines = world([{}]);
    expect(idsOf(lines)).toEqual([]);
    for (const id of ['MSG-01', 'MSG-02', 'MSG-03']) expect(countsOf(lines, id)).toMatchObject({ must: 1, mustNot: 1 });
  });
  test.each<[string, Parameters<typeof world>[0], Parameters<typeof world>[1], string[]]>([
    ['not shown', [], [], ['MSG-01']],
    ['shown twice', [{}, {}], [], ['MSG-01']],
    ['about another item', [{ about: itemId('j') }], [], ['MSG-01']],
    ['another text', [{ text: `${TEXT} ` }], [], ['MSG-03']],
    ['escapes not undone', [{ text: TEXT.replaceAll('&', '\\T\\') }], [], ['MSG-03']],
    ['shown to another', [{}], [{}], ['MSG-02']],
    ['a message nobody sent', [{}, { identifier: { system: 's', value: 'x' } }], [], ['MSG-01']],
  ])('%s', (_name, own, other, ids) => {
    expect(idsOf(world(own, other))).toEqual(ids);
  });
});

const v2 = (answer: Answer, outcome: 'ok' | 'refused' | 'unknown' = 'ok', defect = false) => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  b.op(
    {
      op: 'reading.submit',
      reading: makeReading({ name: 'r', value: '120' }),
      ...(defect ? { defect: { kind: 'message-type' as const, type: 'ORU^R99' } } : {}),
    },
    { via: 'hl7v2', outcome, answer },
  );
  return b.drain();
};

const fhirAnswer = (answer: Answer, outcome: 'ok' | 'refused') => {
  const b = new HistoryBuilder();
  b.op({ op: 'reading.submit', reading: makeReading({ name: 'r', value: '120' }) }, { outcome, answer });
  return idsOf(b.drain()).filter((id) => id === 'FHR-02');
};

const capability = (fhirVersion: string, interactions: string[], code = '200') => {
  const b = new HistoryBuilder();
  b.op({ op: 'capability.read' }, { output: { capability: { fhirVersion, interactions } } });
  b.order(
    {},
    code === '405' ? { outcome: 'refused', answer: { code, refusal: 'unsupported-interaction', explained: true } } : {},
  );
  return idsOf([...b.lines]).filter((id) => id === 'FHR-01');
};

describe('HL7 v2 and FHIR answers', () => {
  test.each([
    [{ code: 'AA', correlated: true }, 'met'],
    [{ code: 'AA', correlated: false }, 'broken'],
    [{ code: 'AA' }, 'undecided'],
  ] as const)('HL7-01: %j is %s', (answer, outcome) => {
    expect(findingsOf(v2(answer), outcome, 'HL7-01').length).toBeGreaterThan(0);
  });
  test('HL7-01, HL7-03: to listen for alerts is no message that has to be answered', () => {
    const b = new HistoryBuilder();
    b.op({ op: 'alerts.listen', patient: patientId() }, { via: 'hl7v2', answer: {} });
    b.op({ op: 'alerts.read', patient: patientId() }, { via: 'hl7v2', answer: {} });
    const lines = b.drain();
    for (const id of ['HL7-01', 'HL7-03'])
      for (const outcome of ['met', 'broken', 'undecided'] as const)
        expect(findingsOf(lines, outcome, id), id).toEqual([]);
  });
  test('HL7-01: an answer for another message is broken though its effect is unknown', () => {
    expect(idsOf(v2({ correlated: false }, 'unknown'))).toEqual(['HL7-01']);
  });
  test.each([
    [{ code: 'AR', refusal: 'unsupported-event', correlated: true }, 'refused', []],
    [{ code: 'AE', refusal: 'unsupported-event', correlated: true }, 'refused', ['HL7-03']],
    [{ code: 'AA', correlated: true }, 'ok', ['HL7-03']],
  ] as const)('HL7-03: an unsupported type answered %j', (answer, outcome, ids) => {
    expect(idsOf(v2(answer, outcome, true))).toEqual(ids);
  });
  test('HL7-03: a content error answered AR breaks it', () => {
    expect(idsOf(v2({ code: 'AR', refusal: 'no-permission', correlated: true }, 'refused'))).toContain('HL7-03');
  });

  test('FHR-02: a refusal without OperationOutcome, a success with a refusal', () => {
    expect(fhirAnswer({ code: '422', refusal: 'no-active-order', explained: true }, 'refused')).toEqual([]);
    expect(fhirAnswer({ code: '422' }, 'refused')).toEqual(['FHR-02']);
    expect(fhirAnswer({ code: '200', refusal: 'scope' }, 'ok')).toEqual(['FHR-02']);
  });

  test.each([
    ['4.0.1', ['ServiceRequest.create'], '200', []],
    ['4.3.0', ['ServiceRequest.create'], '200', ['FHR-01']],
    ['4.0.1', ['Observation.create'], '200', ['FHR-01']],
    ['4.0.1', ['ServiceRequest.create'], '405', ['FHR-01']],
  ])('FHR-01: version %s listing %j, order answered %s', (version, list, code, ids) => {
    expect(capability(version, list, code)).toEqual(ids);
  });
});

describe('decisions and replies that must be taken', () => {
  const no = { outcome: 'refused', answer: { code: '422', refusal: 'scope', explained: true } } as const;
  test('a grant that is refused breaks PRM-01', () => {
    const b = new HistoryBuilder();
    b.grant('glucose', 'p1', no);
    expect(idsOf(b.drain())).toEqual(['PRM-01']);
  });
  test('a second grant may be refused, and one before a tracker was picked', () => {
    const b = new HistoryBuilder();
    b.grant('glucose', 'p1', { ...no, answer: { ...no.answer, refusal: 'tracker-not-picked' } });
    b.grant();
    b.grant('glucose', 'p1', no);
    expect(idsOf(b.drain())).toEqual([]);
  });
  test('a withdrawal that is refused breaks PRM-03', () => {
    const b = new HistoryBuilder();
    b.grant();
    b.permission('withdrawn', 'glucose', 'p1', no);
    expect(idsOf(b.drain())).toEqual(['PRM-03']);
  });
  test('a reply about an item that is there, refused, breaks MSG-01', () => {
    const b = new HistoryBuilder();
    const order = b.order();
    b.grant();
    const reading = b.reading({ name: 'r', value: '212' });
    b.wait(40).seen(makeItem(reading, order, 'i'));
    const message: Message = {
      identifier: itemId('m'),
      patient: patientId(),
      sender: RIVERA,
      about: itemId('i'),
      text: 'x',
      sent: STARTED,
    };
    b.op({ op: 'message.send', message }, no);
    expect(idsOf(b.drain())).toEqual(['MSG-01']);
  });
  test('a reading nobody sent, shown to an announced patient, breaks RDG-01', () => {
    const b = new HistoryBuilder();
    const patient = {
      identifier: patientId(),
      family: 'F',
      given: 'G',
      gender: 'unknown',
      birthDate: '1970-01-01',
    } as const;
    b.op({ op: 'person.patient', patient });
    const other = makeReading({ name: 'of-another', value: '99', patient: 'p2' });
    b.read([{ reading: other, version: 1, interpretation: [], ranges: [], orders: [] }]);
    expect(idsOf(b.drain())).toEqual(['RDG-01']);
  });
});
