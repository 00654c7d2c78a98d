import { describe, expect, test } from 'vitest';
import { keyOf, type TrackerState } from '../../../contract/domain/index.ts';
import { Analysis, analysePatient } from '../analysis.ts';
import { HistoryBuilder, type OpOptions, orderId, type OrderInput, patientId } from '../history-builder.test-helper.ts';
import { phone } from '../phone.test-helper.ts';
import { patientCase } from './patient-case.ts';
import { trackerFacts } from './tracker-facts.ts';

const SETTLED_MS = 5000;
type Write = (b: HistoryBuilder) => void;
const list = (b: HistoryBuilder, options: OpOptions = {}): void =>
  void b.op({ op: 'tracker.list', patient: patientId() }, { output: { trackers: [] }, ...options });
const set = (b: HistoryBuilder, state: 'picked' | 'disconnected', options: OpOptions = {}): void =>
  void b.op({ op: 'tracker.set', patient: patientId(), order: orderId(), state }, options);
/** Of each look that counts: how each tracker can be shown, and whether all has had its time. */
const shown = (write: Write): string[] => {
  const b = new HistoryBuilder({ portal: true });
  b.took = 0;
  write(b);
  const { patients, surroundings } = Analysis.of(b.end());
  const patient = patients.find((p) => p.record.key === keyOf(patientId()));
  if (patient === undefined) throw new Error('no patient');
  const facts = trackerFacts(
    patientCase(patient),
    (record) => analysePatient(record, surroundings).measures,
    SETTLED_MS * 1e6,
  );
  return facts.map(({ expected, isSettled }) => {
    const text = (states: ReadonlySet<TrackerState | undefined>): string =>
      [...states]
        .map((s) => s ?? 'none')
        .toSorted()
        .join('|');
    return [
      ...[...expected].map(([key, states]) => `${key.split('|')[1]} ${text(states)}`),
      ...(isSettled ? ['settled'] : []),
    ].join(', ');
  });
};
const after =
  (order: OrderInput, ...then: Write[]): Write =>
  (b) => {
    phone(b);
    b.order(order);
    for (const each of then) each(b);
    list(b.wait(SETTLED_MS));
  };

describe('a tracker is shown', () => {
  test.each<[string, string, Write]>([
    ['offered, while its order is active and a phone can serve', 'offered', after({})],
    ['not of a draft', 'none', after({ status: 'draft' })],
    ['not of a draft whose period is over', 'none', after({ status: 'draft', end: '2035-01-01T00:00:05Z' })],
    ['not while its order is on hold', 'none', after({}, (b) => b.wait(1).changeOrder({ status: 'on-hold' }))],
    ['not before its order begins', 'none', after({ start: '2035-01-02T00:00:00Z' })],
    ['from when it begins', 'offered', after({ start: '2035-01-01T00:00:05Z' })],
    ['over, or no more, from its end on', 'none|over', after({ end: '2035-01-01T00:00:05Z' })],
    ['not over before', 'offered', after({ end: '2035-01-01T00:00:05.001Z' })],
    [
      'over, or no more, of an order that was revoked',
      'none|over',
      after({}, (b) => b.wait(1).changeOrder({ status: 'revoked' })),
    ],
    [
      'over, or no more, of one in error',
      'none|over',
      after({}, (b) => b.wait(1).changeOrder({ status: 'entered-in-error' })),
    ],
    ['picked', 'picked', after({}, (b) => set(b.wait(1), 'picked'))],
    [
      'picked, while it is on hold',
      'picked',
      after(
        {},
        (b) => set(b.wait(1), 'picked'),
        (b) => b.wait(1).changeOrder({ status: 'on-hold' }),
      ),
    ],
    [
      'connected, with permission',
      'connected',
      after(
        {},
        (b) => set(b.wait(1), 'picked'),
        (b) => b.wait(1).grant(),
      ),
    ],
    [
      'picked, once that is withdrawn',
      'picked',
      after(
        {},
        (b) => set(b.wait(1), 'picked'),
        (b) => b.wait(1).grant(),
        (b) => b.wait(1).permission('withdrawn'),
      ),
    ],
    [
      'disconnected, or no more',
      'disconnected|none',
      after(
        {},
        (b) => set(b.wait(1), 'picked'),
        (b) => set(b.wait(1), 'disconnected'),
      ),
    ],
  ])('%s', (_name, expected, write) => {
    expect(shown(write)).toEqual([`o1 ${expected}, settled`]);
  });
  test('not without a phone that can serve', () => {
    expect(
      shown((b) => {
        phone(b, '7.1');
        b.order();
        list(b.wait(SETTLED_MS));
      }),
    ).toEqual(['o1 none, settled']);
  });
  test('or not, where a phone is told of at that very instant', () => {
    expect(
      shown((b) => {
        b.order();
        list(b.wait(SETTLED_MS), { took: 20 });
        phone(b);
      }),
    ).toEqual(['o1 none|offered, settled']);
  });
  test('or not, where its order begins while the portal is looked at', () => {
    expect(
      shown((b) => {
        phone(b);
        b.order({ start: '2035-01-01T00:00:05.010Z' });
        list(b.wait(SETTLED_MS), { took: 20 });
      }),
    ).toEqual(['o1 none|offered, settled']);
  });
  test('not of an order that was refused', () => {
    expect(shown(after({}, (b) => b.order({ name: 'o2', limits: [] }, { outcome: 'refused' })))).toEqual([
      'o1 offered, o2 none, settled',
    ]);
  });
  test('of each order by itself', () => {
    expect(shown(after({}, (b) => b.order({ name: 'o2', status: 'draft' })))).toEqual(['o1 offered, o2 none, settled']);
  });
});

describe('a look counts', () => {
  test('as of when it was made', () => {
    expect(
      shown((b) => {
        phone(b);
        b.order();
        list(b.wait(SETTLED_MS));
        set(b.wait(1), 'picked');
        b.wait(1).grant();
        list(b.wait(1));
        list(b.wait(SETTLED_MS));
      }),
    ).toEqual(['o1 offered, settled', 'o1 connected', 'o1 connected, settled']);
  });
  test('as of the instant at which it began, with what had just been answered', () => {
    expect(
      shown((b) => {
        phone(b);
        b.order();
        set(b.wait(SETTLED_MS), 'picked');
        list(b);
        b.order({ name: 'o2' }, { took: 5 });
      }),
    ).toEqual(['o1 picked']);
  });
  test('as settled, once the last change has had its time', () => {
    const at = (ms: number): string[] =>
      shown((b) => {
        phone(b);
        b.order();
        list(b.wait(ms));
      });
    expect([at(SETTLED_MS - 1), at(SETTLED_MS)]).toEqual([['o1 offered'], ['o1 offered, settled']]);
    expect(
      shown((b) => {
        phone(b);
        b.order();
        b.wait(10).grant('glucose', 'p1', { outcome: 'refused' });
        list(b.wait(SETTLED_MS - 10));
      }),
    ).toEqual(['o1 offered, settled']);
  });
  test.each<[string, number, Write]>([
    ['not one that was refused', 0, (b) => list(b, { outcome: 'refused' })],
    ['not one that nobody answered', 0, (b) => list(b, { outcome: 'unknown' })],
    ['not one that showed nothing', 0, (b) => void b.op({ op: 'tracker.list', patient: patientId() })],
    [
      'not one during which something changed',
      0,
      (b) => {
        list(b, { took: 20 });
        b.wait(-10);
        set(b, 'picked', { took: 5 });
      },
    ],
    [
      'one during which something was refused',
      1,
      (b) => {
        list(b, { took: 20 });
        b.wait(-10);
        set(b, 'picked', { took: 5, outcome: 'refused' });
      },
    ],
    [
      'one that ended as something began',
      1,
      (b) => {
        list(b, { took: 20 });
        set(b, 'picked', { took: 5 });
      },
    ],
    [
      'one that ended as something began that nobody answered',
      1,
      (b) => {
        list(b, { took: 20 });
        set(b, 'picked', { outcome: 'unknown' });
      },
    ],
    [
      'one that began as something ended',
      1,
      (b) => {
        set(b, 'picked', { took: 5 });
        list(b, { took: 20 });
      },
    ],
    [
      'not one after something that nobody answered',
      0,
      (b) => {
        set(b, 'picked', { outcome: 'unknown' });
        list(b.wait(SETTLED_MS));
      },
    ],
    [
      'one before it',
      1,
      (b) => {
        list(b);
        set(b.wait(1), 'picked', { outcome: 'unknown' });
      },
    ],
  ])('%s', (_name, count, write) => {
    expect(
      shown((b) => {
        phone(b);
        b.order();
        write(b.wait(SETTLED_MS));
      }),
    ).toHaveLength(count);
  });
});
