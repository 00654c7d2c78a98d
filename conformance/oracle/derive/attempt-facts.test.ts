import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import { HistoryBuilder, type OpOptions, type ReadingInput } from '../history-builder.test-helper.ts';
import type { AttemptFact } from '../facts.ts';
import { understood } from '../understood.test-helper.ts';
import { attemptFacts } from './attempt-facts.ts';

const HOUR_MS = 3_600_000;
type Write = (b: HistoryBuilder) => void;
const told = (write: Write): HistoryBuilder => {
  const b = new HistoryBuilder();
  write(b);
  return b;
};
const FLAGS = ['wasDraft', 'ends', 'otherMeasure', 'afterEnd', 'beforeGrant', 'isAlias'] as const;
/** Of each attempt: its reading, how often it came before, and what holds of it. */
const facts = (write: Write): string[] =>
  attemptFacts(understood(told(write).lines)).map((f: AttemptFact) =>
    [
      f.attempt.op.act.reading.identifier.value,
      ...(f.repeats === 0 ? [] : [`again ${f.repeats}`]),
      ...FLAGS.filter((flag) => f[flag]),
      ...(f.filing === undefined ? ['not filed'] : []),
    ].join(' '),
  );
const ordered: Write = (b) => {
  b.order();
  b.grant();
};
const read = (
  b: HistoryBuilder,
  name: string,
  at?: string,
  more: Partial<ReadingInput> = {},
  options: OpOptions = {},
): Reading => b.reading({ name, value: '120', ...(at === undefined ? {} : { at }), ...more }, options);

describe('an attempt', () => {
  test('is counted by its reading', () => {
    expect(
      facts((b) => {
        ordered(b);
        const r = read(b, 'r');
        read(b, 's');
        for (let i = 0; i < 2; i += 1) b.op({ op: 'reading.submit', reading: r });
      }),
    ).toEqual(['r', 's', 'r again 1', 'r again 2']);
  });
  test('is of an order that was a draft', () => {
    expect(
      facts((b) => {
        b.order({ status: 'draft' });
        b.changeOrder({});
        b.order({ name: 'o2' });
        b.grant();
        read(b, 'r');
      }),
    ).toEqual(['r wasDraft']);
  });
  test('is of an order that ends', () => {
    expect(
      facts((b) => {
        ordered(b);
        b.order({ name: 'o2' });
        read(b, 'r');
        b.wait(1000);
        b.changeOrder({ status: 'revoked' });
      }),
    ).toEqual(['r ends']);
  });
  test('has orders of another measure beside it, whose life is not its own', () => {
    expect(
      facts((b) => {
        ordered(b);
        b.order({ name: 'w', measure: 'weight', status: 'draft' });
        b.changeOrder({ name: 'w', measure: 'weight' });
        b.changeOrder({ name: 'w', measure: 'weight', status: 'revoked' });
        read(b, 'r');
      }),
    ).toEqual(['r otherMeasure']);
  });
  test('is of another name of a reading that was filed', () => {
    expect(
      facts((b) => {
        ordered(b);
        const r = read(b, 'r', undefined, { device: 'd' });
        read(b, 's', r.effective, { device: 'd' });
        read(b, 't', r.effective, { device: 'e' });
      }),
    ).toEqual(['r', 's isAlias', 't']);
  });
  test('of which nothing is filed', () => {
    expect(facts((b) => void read(b, 'r', undefined, {}, { outcome: 'refused' }))).toEqual(['r not filed']);
  });
});

describe('an attempt comes after the end', () => {
  const [BEFORE, AFTER] = ['2035-01-01T00:30:00Z', '2035-01-01T01:30:00Z'];
  const ended = (write: Write, end: Write = (b) => void b.changeOrder({ status: 'revoked' })): string[] =>
    facts((b) => {
      ordered(b);
      b.wait(HOUR_MS);
      end(b);
      b.wait(HOUR_MS);
      write(b);
    });
  test('of its order, by its status, for a time before it', () => {
    expect(ended((b) => void read(b, 'r', BEFORE))).toEqual(['r ends afterEnd']);
  });
  test('not for a time after it, or before the order began', () => {
    expect(ended((b) => void read(b, 'r', AFTER, {}, { outcome: 'refused' }))).toEqual(['r ends not filed']);
    expect(ended((b) => void read(b, 'r', '2034-12-31T19:59:59Z', {}, { outcome: 'refused' }))).toEqual([
      'r ends beforeGrant not filed',
    ]);
    expect(ended((b) => void read(b, 'r', '2034-12-31T20:00:00Z'))).toEqual(['r ends afterEnd beforeGrant']);
  });
  test('of its period', () => {
    const end: Write = (b) => void b.changeOrder({ end: '2035-01-01T01:00:00Z' });
    expect(ended((b) => void read(b, 'r', BEFORE), end)).toEqual(['r afterEnd']);
    expect(ended((b) => void read(b, 'r', '2035-01-01T01:00:00Z', {}, { outcome: 'refused' }), end)).toEqual([
      'r not filed',
    ]);
  });
  test('not while another order goes on', () => {
    expect(
      ended(
        (b) => void read(b, 'r', BEFORE),
        (b) => {
          b.changeOrder({ status: 'revoked' });
          b.order({ name: 'o2' });
        },
      ),
    ).toEqual(['r ends']);
  });
  test('where another order is of other times', () => {
    expect(
      ended(
        (b) => void read(b, 'r', BEFORE),
        (b) => {
          b.changeOrder({ status: 'revoked' });
          b.order({ name: 'o2', start: '2035-01-01T01:00:00Z' });
        },
      ),
    ).toEqual(['r ends afterEnd']);
  });
  test('of whichever comes first: its status or its period', () => {
    const first: Write = (b) => {
      b.changeOrder({ end: '2035-01-01T00:20:00Z' });
      b.changeOrder({ end: '2035-01-01T00:20:00Z', status: 'revoked' });
    };
    expect(ended((b) => void read(b, 'r', '2035-01-01T00:19:59Z'), first)).toEqual(['r ends afterEnd']);
    expect(ended((b) => void read(b, 'r', BEFORE, {}, { outcome: 'refused' }), first)).toEqual(['r ends not filed']);
    const twice: Write = (b) => {
      b.changeOrder({ status: 'revoked', from: '2035-01-01T00:58:00Z' });
      b.changeOrder({ status: 'entered-in-error' });
    };
    expect(ended((b) => void read(b, 'r', '2035-01-01T00:58:30Z', {}, { outcome: 'refused' }), twice)).toEqual([
      'r ends not filed',
    ]);
  });
  test('from the instant of the end on', () => {
    const at = (wait: number): string[] =>
      facts((b) => {
        b.took = 0;
        b.order({ end: '2035-01-01T01:00:00Z' });
        b.grant();
        b.wait(HOUR_MS + wait);
        read(b, 'r', BEFORE);
      });
    // The clock may be off by a second.
    expect([at(999), at(1000)]).toEqual([['r'], ['r afterEnd']]);
  });
  test('of an order that begins with its first version', () => {
    const late: Write = (b) => void b.changeOrder({ start: '2035-01-01T00:45:00Z', status: 'revoked' });
    expect(ended((b) => void read(b, 'r', BEFORE), late)).toEqual(['r ends afterEnd']);
  });
  test('not of an order that was never taken', () => {
    const refused: Write = (b) => {
      b.order({ name: 'o2', limits: [] }, { outcome: 'refused' });
      b.changeOrder({ status: 'revoked' });
    };
    expect(ended((b) => void read(b, 'r', BEFORE), refused)).toEqual(['r ends afterEnd']);
  });
  test('not of none', () => {
    expect(
      facts((b) => {
        b.grant();
        read(b, 'r', undefined, {}, { outcome: 'refused' });
      }),
    ).toEqual(['r not filed']);
  });
  test('not while the end is under way', () => {
    expect(
      facts((b) => {
        ordered(b);
        b.wait(HOUR_MS);
        b.changeOrder({ status: 'revoked' });
        read(b, 'r', BEFORE);
      }),
    ).toEqual(['r ends']);
  });
});

describe('an attempt was measured before the grant', () => {
  const before = (write: Write): string[] =>
    facts((b) => {
      b.order();
      b.wait(HOUR_MS);
      write(b);
      read(b, 'r', '2035-01-01T00:30:00Z');
    });
  test('that was the last decision', () => {
    expect(before((b) => b.grant())).toEqual(['r beforeGrant']);
  });
  test('not before a withdrawal, a refused one, or one of another measure', () => {
    expect(
      before((b) => {
        b.grant();
        b.permission('withdrawn');
      }),
    ).toEqual(['r']);
    expect(
      before((b) => {
        b.wait(-HOUR_MS);
        b.grant();
        b.wait(HOUR_MS);
        b.permission('granted', 'glucose', 'p1', { outcome: 'refused' });
        b.grant('weight');
      }),
    ).toEqual(['r']);
  });
  test('not before one that was answered later than it was sent', () => {
    expect(
      facts((b) => {
        b.order();
        b.grant();
        b.wait(HOUR_MS);
        b.permission('granted', 'glucose', 'p1', { took: 100 });
        b.wait(-50);
        read(b, 'r', '2035-01-01T00:30:00Z');
      }),
    ).toEqual(['r']);
  });
  test('not what was measured at its instant', () => {
    expect(
      facts((b) => {
        b.order();
        b.grant();
        read(b, 'r', '2035-01-01T00:00:00.005Z');
      }),
    ).toEqual(['r']);
  });
});
