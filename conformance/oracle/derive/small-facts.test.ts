import { describe, expect, test } from 'vitest';
import { type Identifier, keyOf, type Message } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { Analysis } from '../analysis.ts';
import type { Content, SubmitOp } from '../course/filing.ts';
import {
  DECOY,
  HistoryBuilder,
  itemId,
  makeItem,
  OKAFOR,
  type OpOptions,
  orderId,
  patientId,
  POOL,
  RIVERA,
} from '../history-builder.test-helper.ts';
import type { Filing } from '../readings/filing.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { Recorder } from '../record/recorder.ts';
import { makeWorld } from './make-world.ts';
import { messageFacts } from './message-facts.ts';
import { orderFacts } from './order-facts.ts';
import { patientCase } from './patient-case.ts';
import { permissionFacts } from './permission-facts.ts';
import { shownContents } from './shown-contents.ts';
import type { PatientCase } from './world.ts';

const caseOf = (b: HistoryBuilder): PatientCase => {
  const patient = Analysis.of(b.lines).patients.find((p) => p.record.key === keyOf(patientId()));
  if (patient === undefined) throw new Error('no patient');
  return patientCase(patient);
};

describe('a patient', () => {
  test('is of the lane that came first', () => {
    const b = new HistoryBuilder();
    b.order({}, { lane: 'one' });
    b.grant('glucose', 'p1', { lane: 'two', ago: 5 });
    b.reading({ name: 'r', value: '120' }, { lane: 'three', ago: 5 });
    b.grant('glucose', 'p1', { lane: 'four', ago: 4 });
    expect(caseOf(b).lane).toBe('one');
    const c = new HistoryBuilder().wait(10);
    c.order({}, { lane: 'one' });
    c.grant('glucose', 'p1', { lane: 'two', ago: 6 });
    c.grant('glucose', 'p1', { lane: 'three' });
    expect(caseOf(c).lane).toBe('two');
  });
  test('of whom nothing but trackers is told has none', () => {
    const b = new HistoryBuilder();
    b.op({ op: 'tracker.set', patient: patientId(), order: orderId(), state: 'picked' } as never);
    expect(caseOf(b).lane).toBe('unknown');
  });
  test('has orders by name and attempts by sending, over all measures', () => {
    const b = new HistoryBuilder();
    for (const name of ['o2', 'o1', 'o3']) b.order({ name, ...(name === 'o1' ? { measure: 'weight' } : {}) });
    b.grant();
    b.grant('weight');
    b.reading({ name: 'a', value: '120' });
    b.reading({ name: 'w', value: '80', unit: 'kg' });
    b.reading({ name: 'b', value: '121' });
    b.reading({ name: 'c', value: '122' }, { ago: 5 });
    const { orders, attempts, filings, measures } = caseOf(b);
    expect(orders.map((o) => o.key.split('|')[1])).toEqual(['o1', 'o2', 'o3']);
    expect(attempts.map((a) => a.op.act.reading.identifier.value)).toEqual(['a', 'w', 'b', 'c']);
    expect(measures.map((m) => m.attempts.length)).toEqual([3, 1]);
    expect(filings).toHaveLength(4);
  });
});

describe('the world of a run', () => {
  test('has pools as they were declared, and as they were told', () => {
    const b = new HistoryBuilder();
    const pool = (members: readonly Identifier[], identifier = POOL, options: OpOptions = {}): void =>
      void b.op({ op: 'person.pool', pool: { identifier, name: 'n', members } } as never, options);
    b.op({ op: 'person.clinician', clinician: { identifier: OKAFOR, family: 'f', given: 'g' } } as never);
    const other = { ...POOL, value: 'other' };
    pool([OKAFOR], other);
    pool([DECOY], POOL, { outcome: 'refused' });
    pool([OKAFOR, DECOY], other);
    const [run, ...rest] = b.end();
    if (run?.kind !== 'run') throw new Error('no run line');
    const recorder = new Recorder(run);
    for (const line of rest) recorder.take(line);
    recorder.settle();
    const members = makeWorld(recorder, []).poolMembers;
    expect(
      [...members].map(([key, of]) => `${key.split('|')[1]}: ${[...of].map((m) => m.split('|')[1]).join()}`),
    ).toEqual(['dm: rivera', 'other: okafor,decoy']);
  });
});

describe('what a query can have shown of a reading', () => {
  const op = (sent: number, settled: number, outcome = 'ok'): SubmitOp =>
    ({ sent, settled, outcome }) as unknown as SubmitOp;
  const shown = (contents: readonly SubmitOp[], sent: number, settled: number): number[] =>
    shownContents(
      { contents: contents.map((by) => ({ by }) as unknown as Content) } as unknown as Filing,
      { sent, settled } as unknown as OpOf<'reading.read'>,
      100,
    ).map((c) => contents.indexOf(c.by));
  const two = [op(0, 10), op(500, 510)];
  test('is what it said by its end', () => {
    expect(shown(two, 400, 499)).toEqual([0]);
    expect(shown(two, 0, 0)).toEqual([0]);
    expect(shown([op(5, 10)], 0, 4)).toEqual([]);
  });
  test('and what was replaced no longer ago than a reading may take to be found', () => {
    expect(shown(two, 490, 500)).toEqual([0, 1]);
    expect(shown(two, 609, 620)).toEqual([0, 1]);
    expect(shown(two, 610, 620)).toEqual([1]);
    expect(shown([...two, op(700, 710)], 750, 760)).toEqual([1, 2]);
  });
  test('not certainly replaced by what nobody answered', () => {
    expect(shown([op(0, 10), op(500, 510, 'unknown')], 1000, 1010)).toEqual([0, 1]);
  });
});

describe('what became of a message', () => {
  const message = (value: string): Message =>
    ({
      identifier: { system: 'm', value },
      about: itemId('i'),
      patient: patientId(),
      text: value,
    }) as unknown as Message;
  type Read = OpOf<'message.read'>;
  const read = (
    sent: number,
    shown: readonly string[] | undefined,
    more: Partial<Read['act']> = {},
    outcome = 'ok',
  ): Read =>
    ({
      seq: sent,
      sent,
      settled: sent + 5,
      outcome,
      act: { op: 'message.read', patient: patientId(), ...more },
      output: shown === undefined ? {} : { messages: shown.map(message) },
    }) as unknown as Read;
  const sentAt = 100;
  const facts = (reads: readonly Read[], strangers: readonly Read[] = [], seenBy = 50): string => {
    const record = {
      key: keyOf(patientId()),
      messages: [{ lane: 'l', sent: sentAt, settled: sentAt + 5, act: { op: 'message.send', message: message('a') } }],
      messageReads: reads,
      items: [{ key: keyOf(itemId('i')), first: { by: seenBy } }],
    } as unknown as PatientRecord;
    const [fact] = messageFacts(record, (lane) => (lane === 'l' ? strangers : []));
    if (fact === undefined) throw new Error('no fact');
    const list = (all: readonly { readonly read: OpLine; readonly shown: readonly Message[] }[]): string =>
      all.map(({ read: { seq }, shown }) => `${seq}${shown.length > 0 ? '!' : ''}`).join();
    return [
      fact.aboutKnown ? 'known' : 'unknown',
      `own ${list(fact.ownReads)}`,
      `others ${list(fact.otherReads)}`,
      `before ${fact.readsBefore.map((r) => `${r.seq}${fact.showsIt(r) ? '!' : ''}`).join()}`,
      `unsent ${fact.unsent.map((k) => k.split('|')[1]).join()}`,
    ].join('; ');
  };
  test('is what its patient read after it was sent', () => {
    expect(facts([read(104, ['a']), read(105, ['a']), read(106, []), read(107, ['b'])])).toBe(
      'known; own 105!,106,107; others ; before ; unsent b',
    );
  });
  test('or before', () => {
    expect(facts([read(94, ['a']), read(95, ['a']), read(93, [])])).toBe(
      'known; own ; others ; before 94!,93; unsent ',
    );
  });
  test('as far as it was answered', () => {
    expect(facts([read(105, undefined), read(106, ['a'], {}, 'unknown'), read(107, ['c'], {}, 'refused')])).toBe(
      'known; own ; others ; before ; unsent ',
    );
  });
  test('what others read: another patient, or in the name of one', () => {
    const other = patientId('p2');
    const strangers = [
      read(110, ['a'], { patient: other }),
      read(111, [], { patient: other }),
      read(104, ['a'], { patient: other }),
      read(112, ['a']),
      read(113, ['a'], { patient: other }, 'refused'),
    ];
    expect(facts([], strangers)).toBe('known; own ; others 110!,111; before ; unsent ');
    expect(
      facts([
        read(105, ['a'], { by: other }),
        read(106, ['z'], { by: other }, 'unknown'),
        read(107, [], { by: other }, 'refused'),
        read(108, ['a'], { by: patientId() }),
      ]),
    ).toBe('known; own 108!; others 105!,107; before ; unsent ');
  });
  test('is about an item that had been seen by then', () => {
    expect([facts([], [], 100), facts([], [], 101)].map((t) => t.split(';')[0])).toEqual(['known', 'unknown']);
  });
});

describe('what became of an order', () => {
  const facts = (write: (b: HistoryBuilder) => void): string[] => {
    const b = new HistoryBuilder();
    write(b);
    return orderFacts(caseOf(b)).map((f) =>
      [f.accept ? 'accepted' : 'refused', ...(f.replay ? ['replay'] : []), ...f.reasons.map((r) => r.cause)].join(' '),
    );
  };
  test('accepted, sent again, refused', () => {
    expect(
      facts((b) => {
        b.order();
        b.order();
        b.changeOrder({ responsible: OKAFOR });
        b.order({ name: 'o3', limits: [] });
        b.changeOrder({ name: 'o2' });
      }),
    ).toEqual(['accepted', 'accepted replay', 'accepted', 'refused unknown-order', 'refused no-limits']);
  });
});

describe('what became of a permission', () => {
  const facts = (write: (b: HistoryBuilder) => void, run = {}): string[] => {
    const b = new HistoryBuilder(run);
    b.order();
    write(b);
    return permissionFacts(caseOf(b)).map((f) =>
      [f.accept ? 'accepted' : 'refused', ...(f.changes ? ['changes'] : []), ...f.reasons.flatMap((r) => r.codes)].join(
        ' ',
      ),
    );
  };
  test('changes what it was not before', () => {
    expect(
      facts((b) => {
        b.permission('withdrawn');
        b.grant();
        b.grant();
        b.permission('withdrawn', 'weight');
        b.permission('withdrawn');
        b.permission('withdrawn');
      }),
    ).toEqual(['accepted', 'accepted changes', 'accepted', 'accepted', 'accepted changes', 'accepted']);
  });
  test('not for certain, where the one before was not answered, and not after one refused', () => {
    expect(
      facts((b) => {
        b.permission('granted', 'glucose', 'p1', { outcome: 'unknown' });
        b.grant();
        b.permission('withdrawn');
      }),
    ).toEqual(['accepted changes', 'accepted', 'accepted changes']);
    expect(
      facts((b) => {
        b.permission('granted', 'glucose', 'p1', { outcome: 'refused' });
        b.grant();
      }),
    ).toEqual(['accepted changes', 'accepted changes']);
  });
  test('not for certain, where the one before was under way', () => {
    expect(
      facts((b) => {
        b.permission('granted', 'glucose', 'p1', { took: 50 });
        b.permission('granted', 'glucose', 'p1', { ago: 20 });
        b.permission('withdrawn', 'glucose', 'p1', { ago: 10 });
      }),
    ).toEqual(['accepted changes', 'accepted', 'accepted changes']);
  });
  test('waits for a tracker, where there may be a portal', () => {
    const waits: OpOptions = {
      outcome: 'refused',
      answer: { code: '422', refusal: 'tracker-not-picked', explained: true },
    };
    const refused = (status: 'granted' | 'withdrawn', run = {}): string[] =>
      facts((b) => b.permission(status, 'glucose', 'p1', waits), run);
    expect(refused('granted')).toEqual(['accepted changes tracker-not-picked']);
    expect(refused('withdrawn')).toEqual(['accepted']);
    expect(refused('granted', { portal: true })).toEqual(['refused changes tracker-not-picked']);
    expect(facts((b) => b.grant())).toEqual(['accepted changes']);
  });
});

test('items of the sentinel are those about its readings', () => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  const r = b.reading({ name: 'r', value: '250' });
  b.seen(makeItem(r, order, 'i', { recipient: RIVERA }));
  expect(caseOf(b).record.items).toHaveLength(1);
});
