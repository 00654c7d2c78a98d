import { describe, expect, test } from 'vitest';
import type { RunLine } from '../../history/lines.ts';
import { HistoryBuilder, type OpOptions, orderId, patientId } from '../history-builder.test-helper.ts';
import { phone } from '../phone.test-helper.ts';
import { understoodExactly } from '../understood.test-helper.ts';
import { permissionFacts, trackerActFacts } from './permission-facts.ts';
import { unruled } from './unruled.test-helper.ts';

describe('what became of a permission', () => {
  const facts = (write: (b: HistoryBuilder) => void, run = {}): string[] => {
    const b = new HistoryBuilder(run);
    b.order();
    write(b);
    return permissionFacts(understoodExactly(b.lines)).map((f) =>
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
  test('not for certain, where it is older than a withdrawal before it, and neither does what comes then', () => {
    const old = { status: 'granted', measure: 'glucose', at: '2034-12-31T00:00:00Z' } as const;
    expect(
      facts((b) => {
        b.grant();
        b.permission('withdrawn');
        const identifier = { system: 'urn:example:permission', value: 'p1/glucose' };
        b.op({ op: 'permission.set', permission: { ...old, identifier, patient: patientId() } });
        b.permission('withdrawn');
        b.grant();
      }),
    ).toEqual(['accepted changes', 'accepted changes', 'accepted', 'accepted', 'accepted changes']);
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
  test('not for certain, where the one before was answered later, or never: each of those before it counts', () => {
    const changes = (first: OpOptions, second: OpOptions): string[] =>
      facts((b) => {
        b.permission('granted', 'glucose', 'p1', first);
        b.permission('withdrawn', 'glucose', 'p1', second);
        b.wait(10).permission('withdrawn');
        b.permission('granted');
      });
    expect(changes({}, {})).toEqual(['accepted changes', 'accepted changes', 'accepted', 'accepted changes']);
    expect(changes({}, { outcome: 'unknown' })).toEqual([
      'accepted changes',
      'accepted changes',
      'accepted',
      'accepted changes',
    ]);
    expect(changes({}, { ago: -5, took: 30 })).toEqual([
      'accepted changes',
      'accepted changes',
      'accepted',
      'accepted changes',
    ]);
    expect(changes({ outcome: 'unknown' }, { outcome: 'unknown' })).toEqual([
      'accepted changes',
      'accepted',
      'accepted',
      'accepted changes',
    ]);
  });
  test('is in force from its answer on', () => {
    const after = (ms: number): string | undefined =>
      facts((b) => {
        b.permission('granted', 'glucose', 'p1', { took: 10 });
        b.permission('withdrawn', 'glucose', 'p1', { ago: 10 - ms, took: 50 });
      })[1];
    expect([after(9), after(10)]).toEqual(['accepted', 'accepted changes']);
  });
  test('is refused or not, where it is open whether a tracker was picked', () => {
    const b = new HistoryBuilder({ portal: true });
    phone(b);
    b.order();
    b.op({ op: 'tracker.set', patient: patientId(), order: orderId(), state: 'picked' } as never, { took: 20 });
    b.grant('glucose', 'p1', { ago: 10, took: 20 });
    b.grant('weight');
    const found = permissionFacts(understoodExactly(b.lines)).map((f) => [f.accept, f.reasons.length]);
    expect(found).toEqual([
      [true, 1],
      [false, 1],
    ]);
  });
  test('is taken as it was answered, where of more courses than are kept none says anything', () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    const found = permissionFacts(unruled(understoodExactly(b.lines)));
    expect(found.map((f) => [f.accept, f.reasons])).toEqual([[true, []]]);
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

describe('what became of a tracker that was picked or disconnected', () => {
  const facts = (write: (b: HistoryBuilder) => void, run: Partial<RunLine> = { portal: true }): string[] => {
    const b = new HistoryBuilder(run);
    write(b);
    return trackerActFacts(understoodExactly(b.lines)).map((f) =>
      [f.lane, f.accept ? 'accepted' : 'refused', ...f.reasons.map((r) => r.why)].join(', '),
    );
  };
  const pick = (
    b: HistoryBuilder,
    name?: string,
    options: OpOptions = {},
    state: 'picked' | 'disconnected' = 'picked',
  ) => void b.op({ op: 'tracker.set', patient: patientId(), order: orderId(name), state } as never, options);
  test('of an order that is offered, of one that is not, and of one that nobody placed', () => {
    expect(
      facts((b) => {
        phone(b);
        b.order();
        b.order({ name: 'o2', status: 'draft' });
        pick(b, 'o1', { lane: 'lane/picks' });
        pick(b, 'o2');
        pick(b, 'o3');
      }),
    ).toEqual(['lane/picks, accepted', 'lane/fhir, refused, the tracker is not offered']);
  });
  test('either, where its order was being placed', () => {
    expect(
      facts((b) => {
        phone(b);
        b.order({}, { took: 20 });
        pick(b, 'o1', { ago: 10, took: 20 });
      }),
    ).toEqual(['lane/fhir, accepted, the tracker is not offered']);
  });
});
