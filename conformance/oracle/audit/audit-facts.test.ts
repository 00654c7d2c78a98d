import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../../contract/domain/index.ts';
import {
  HistoryBuilder,
  itemId,
  makeItem,
  orderId,
  patientId,
  RIVERA,
  STARTED,
} from '../history-builder.test-helper.ts';
import { expectationOf } from '../readings/expectation-of.ts';
import type { Attempt } from '../readings/filing.ts';
import type { Cause } from '../readings/expectation.ts';
import { Recorder } from '../record/recorder.ts';
import type { AuditFact } from './audit-fact.ts';
import { auditFacts } from './audit-facts.ts';

const event = (more: Partial<AuditEvent>): AuditEvent => ({
  recorded: STARTED,
  subject: 'order',
  action: 'create',
  outcome: 'ok',
  who: 'ehr',
  patient: patientId(),
  entity: orderId(),
  ...more,
});

type Made = Attempt['expectation'];
const FILED = expectationOf([{ way: 'accept', grounds: [], replay: false, storedAnswer: false, apart: false }]);
const because = (cause: Cause): Made => ({ ...FILED, accept: false, reasons: [{ cause, codes: [], why: cause }] });

/** What the audit trail is asked for in a history; each reading is what `made` says, in turn. */
const factsOf = (b: HistoryBuilder, ...made: Made[]): AuditFact[] => {
  const [run, ...lines] = b.lines;
  if (run?.kind !== 'run') throw new Error('no run line');
  const recorder = new Recorder(run);
  for (const line of lines) recorder.take(line);
  const [record] = recorder.settle().patients;
  if (record === undefined) return [];
  return auditFacts(
    record,
    record.submissions.map((op, i) => ({ op, expectation: made[i] ?? FILED })),
  );
};
const read = (b: HistoryBuilder, ...audit: AuditEvent[]): HistoryBuilder => {
  b.op({ op: 'audit.read', patient: patientId() }, { lane: 'reader', output: { audit } });
  return b;
};

describe('what an audit trail is asked for', () => {
  test('is everything that was done to the data of a patient, in words, in its own lane', () => {
    const b = new HistoryBuilder();
    const order = b.order();
    b.changeOrder({ name: 'o1' }, { outcome: 'refused' });
    b.grant();
    const reading = b.reading({ name: 'r', value: '212' });
    b.seen(makeItem(reading, order, 'i'));
    b.op({ op: 'item.act', item: itemId('i'), act: 'seen', person: RIVERA });
    const identifier = { system: 'urn:example:message', value: 'm' };
    b.op({
      op: 'message.send',
      message: { identifier, patient: patientId(), sender: RIVERA, about: itemId('i'), text: 't', sent: STARTED },
    });
    const facts = factsOf(read(b));
    expect(facts.map((f) => `${f.lane}: ${f.subject} ${f.what}`)).toEqual([
      'lane/fhir: order order.submit o1 (line 1) accepted',
      'lane/fhir: order order.change o1 (line 2) refused',
      'lane/fhir: permission permission.set p1/glucose (line 3) accepted',
      'lane/fhir: reading reading.submit r (line 4) accepted',
      'reader: item item i raised',
      'lane/fhir: item item.act i (line 6) accepted',
      'lane/fhir: message message.send m (line 7) accepted',
    ]);
    expect(facts.map((f) => f.op?.seq)).toEqual([1, 2, 3, 4, undefined, 6, 7]);
    expect(facts.map((f) => f.outcome)).toEqual(['ok', 'refused', 'ok', 'ok', 'ok', 'ok', 'ok']);
    expect(facts.every((f) => f.attributable && f.patient === 'urn:oid:2.999.1.1|p1')).toBe(true);
  });

  test('is what had been answered, or had come into sight, when it was read', () => {
    const b = new HistoryBuilder();
    const order = b.order();
    b.order({ name: 'o2' }, { outcome: 'unknown' });
    const reading = b.reading({ name: 'r', value: '212' });
    b.seen(makeItem(reading, order, 'i'));
    read(b);
    b.seen(makeItem(reading, order, 'late'));
    b.order({ name: 'o3' });
    expect(factsOf(b).map((f) => f.entity.split('|')[1])).toEqual(['o1', 'r', 'i']);
  });

  test('is asked of the last one that was read', () => {
    const b = new HistoryBuilder();
    b.order();
    read(b, event({}));
    b.order({ name: 'o2' });
    read(b, event({}), event({ entity: orderId('o2') }));
    b.op({ op: 'audit.read', patient: patientId() }, { outcome: 'refused', output: { audit: [] } });
    b.op({ op: 'audit.read', patient: patientId() });
    const facts = factsOf(b);
    expect(facts.map((f) => [f.entity, f.events.length, f.read.seq])).toEqual([
      ['urn:example:ehr:placer|o1', 1, 4],
      ['urn:example:ehr:placer|o2', 1, 4],
    ]);
  });

  test('is nothing where none was read', () => {
    const b = new HistoryBuilder();
    b.order();
    b.op({ op: 'audit.read', patient: patientId() }, { outcome: 'refused' });
    expect(factsOf(b)).toEqual([]);
  });
});

describe('a reading', () => {
  const reading = (outcome: 'ok' | 'refused', made: Made): AuditFact[] => {
    const b = new HistoryBuilder();
    b.reading({ name: 'r', value: '212' }, { outcome });
    return factsOf(read(b), made);
  };
  test('that changed nothing need not be told of, unless it was refused', () => {
    expect(reading('ok', { ...FILED, replay: true })).toEqual([]);
    expect(reading('ok', { ...FILED, storedAnswer: true })).toEqual([]);
    expect(reading('refused', { ...FILED, replay: true })).toHaveLength(1);
    expect(reading('ok', FILED)).toHaveLength(1);
  });
  test.each<[Cause, boolean]>([
    ['no-offset', false],
    ['bad-number', false],
    ['unknown-unit', false],
    ['unit-mismatch', false],
    ['unknown-code', false],
    ['message-type', false],
    ['unknown-patient', false],
    ['other-patient', false],
    ['future', true],
    ['no-order', true],
    ['withdrawn', true],
    ['conflict', true],
  ])('that is refused because of %s can be told whose it is: %s', (cause, attributable) => {
    expect(reading('refused', because(cause)).map((f) => f.attributable)).toEqual([attributable]);
  });
  test('is not told whose it is where any of its reasons forbids that', () => {
    const both = { ...FILED, reasons: [...because('future').reasons, ...because('unknown-unit').reasons] };
    expect(reading('refused', both).map((f) => f.attributable)).toEqual([false]);
  });
});

describe('what the trail says of one thing', () => {
  const about = (...events: AuditEvent[]): [number, number] => {
    const b = new HistoryBuilder();
    b.order();
    const [fact] = factsOf(read(b, ...events));
    return [fact?.events.length ?? -1, fact?.contrary.length ?? -1];
  };
  test.each<[string, AuditEvent[], [number, number]]>([
    ['nothing', [], [0, 0]],
    ['that it was done', [event({})], [1, 0]],
    ['it twice', [event({}), event({ action: 'update' })], [2, 0]],
    ['that it was refused', [event({ outcome: 'refused' })], [0, 1]],
    ['that another was done', [event({ entity: orderId('o2') })], [0, 0]],
    ['that something else of that name was done', [event({ subject: 'permission' })], [0, 0]],
    ['that somebody read it', [event({ action: 'read' })], [0, 0]],
    ['no name', [event({ entity: undefined } as Partial<AuditEvent>)], [0, 0]],
  ])('%s', (_name, events, expected) => expect(about(...events)).toEqual(expected));

  test('both outcomes are right of what had both, though not by what is called the same', () => {
    const b = new HistoryBuilder();
    b.order({}, { outcome: 'refused' });
    b.order();
    const facts = factsOf(read(b, event({}), event({ outcome: 'refused' })));
    expect(facts.map((f) => [f.outcome, f.events.length, f.contrary.length])).toEqual([
      ['refused', 1, 0],
      ['ok', 1, 0],
    ]);
    const other = new HistoryBuilder();
    other.order();
    other.order({ name: 'o2' }, { outcome: 'refused' });
    other.reading({ name: 'r', value: '1' }, { outcome: 'refused' });
    const [first] = factsOf(read(other, event({ outcome: 'refused' })));
    expect(first?.contrary).toHaveLength(1);
  });
  test('a thing of another kind under the same key says nothing of its outcome', () => {
    const b = new HistoryBuilder();
    b.order();
    b.op(
      {
        op: 'permission.set',
        permission: {
          identifier: orderId(),
          patient: patientId(),
          measure: 'glucose',
          status: 'granted',
          at: STARTED,
        },
      },
      { outcome: 'refused' },
    );
    const [order] = factsOf(read(b, event({ outcome: 'refused' })));
    expect(order?.contrary).toHaveLength(1);
  });
});

describe('acts on an item', () => {
  const told = (
    acts: readonly ['seen' | 'done', ('ok' | 'refused')?][],
    ...events: Partial<AuditEvent>[]
  ): string[] => {
    const b = new HistoryBuilder();
    const order = b.order();
    const reading = b.reading({ name: 'r', value: '212' });
    b.seen(makeItem(reading, order, 'i'));
    for (const [act, outcome = 'ok'] of acts)
      b.op({ op: 'item.act', item: itemId('i'), act, person: RIVERA }, { outcome });
    const trail = events.map((e) => event({ subject: 'item', entity: itemId('i'), action: 'update', ...e }));
    return factsOf(read(b, ...trail)).flatMap((f) =>
      f.op?.act.op === 'item.act' ? [`${f.op.act.act} ${f.outcome} ${f.events.length}`] : [],
    );
  };
  test('each needs an event of its own', () => {
    expect(told([['seen'], ['done']])).toEqual(['seen ok 0', 'done ok 0']);
    expect(told([['seen'], ['done']], {})).toEqual(['seen ok 1', 'done ok 0']);
    expect(told([['seen'], ['done']], {}, {})).toEqual(['seen ok 2', 'done ok 1']);
  });
  test('that the item was raised is no act', () => {
    expect(told([['seen']], { action: 'create' })).toEqual(['seen ok 0']);
    expect(told([['seen']], { action: 'create' }, {})).toEqual(['seen ok 1']);
  });
  test('one that changed nothing need not be told of', () => {
    expect(told([['seen'], ['seen'], ['done'], ['seen'], ['done']], {}, {})).toEqual(['seen ok 2', 'done ok 1']);
  });
  test('one that looks at what is done already changed nothing', () => {
    expect(told([['done'], ['seen']], {})).toEqual(['done ok 1']);
  });
  test('one that was refused must be, and takes no event of another', () => {
    expect(told([['done', 'refused'], ['seen']], { outcome: 'refused' }, {})).toEqual(['done refused 1', 'seen ok 1']);
    expect(told([['done'], ['done', 'refused']], {}, { outcome: 'refused' })).toEqual(['done ok 1', 'done refused 1']);
  });
  test('those on another item are counted by themselves', () => {
    const b = new HistoryBuilder();
    const order = b.order();
    const [one, two] = [b.reading({ name: 'r', value: '212' }), b.reading({ name: 's', value: '213' })];
    b.seen(makeItem(one, order, 'i'));
    b.seen(makeItem(two, order, 'j'));
    for (const name of ['i', 'j']) b.op({ op: 'item.act', item: itemId(name), act: 'seen', person: RIVERA });
    const facts = factsOf(read(b, event({ subject: 'item', entity: itemId('j'), action: 'update' })));
    expect(facts.flatMap((f) => (f.op?.act.op === 'item.act' ? [f.events.length] : []))).toEqual([0, 1]);
  });
});

test('that an act on a version that stands no more was refused may be told of', () => {
  const b = new HistoryBuilder();
  b.seen(makeItem(b.reading({ name: 'r', value: '212' }), b.order(), 'i'));
  const refused = event({ subject: 'item', entity: itemId('i'), action: 'update', outcome: 'refused' });
  const contrary = (): number[] => factsOf(b).flatMap((f) => (f.subject === 'item' ? [f.contrary.length] : []));
  read(b, refused);
  expect(contrary()).toEqual([1]);
  b.op({ op: 'surface.try', attempt: 'act-on-stale-version', patient: patientId() }, { outcome: 'refused' });
  read(b, refused);
  expect(contrary()).toEqual([0]);
});

test('a message that was refused leaves one event: that of the entry that spoilt it, not of those beside it', () => {
  const b = new HistoryBuilder();
  for (const name of ['sound', 'bad']) b.reading({ name, value: '120' }, { outcome: 'refused' });
  const facts = factsOf(read(b), because('sibling'), because('no-order'));
  expect(facts.map((f) => f.entity)).toEqual(['urn:example:meter-readings|bad']);
});
