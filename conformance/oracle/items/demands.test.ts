import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import type { Policies } from '../../history/lines.ts';
import { patientCase } from '../derive/patient-case.ts';
import { change, HistoryBuilder, OKAFOR, patientId, reference } from '../history-builder.test-helper.ts';
import { Recorder } from '../record/recorder.ts';
import { show } from '../arithmetic/rational.ts';
import type { Demand } from './demand.ts';

const DAY_MS = 86_400_000;
const demandsIn = (write: (b: HistoryBuilder) => void, policies: Partial<Policies> = {}): readonly Demand[] => {
  const b = new HistoryBuilder();
  b.took = 0;
  write(b);
  const [run] = b.lines;
  if (run?.kind !== 'run') throw new Error('no run');
  const recorder = new Recorder(run, 0n);
  for (const line of b.lines) if (line.kind === 'op') recorder.op(line);
  const record = recorder.settle().patients.find((p) => p.key === keyOf(patientId()));
  return record === undefined ? [] : patientCase(record, { ...run.policies, ...policies }, () => []).demands;
};
const words = (write: (b: HistoryBuilder) => void, policies: Partial<Policies> = {}): string[] =>
  demandsIn(write, policies).map(
    (d) => `${d.order.versions[0]?.order.identifier.value} ${d.filing.reading.identifier.value} ${d.family} ${d.level}`,
  );

const gain = { measure: 'weight' as const, rules: [change('gain', '2', 'kg', '3 d')] };
const kg = (b: HistoryBuilder, name: string, value: string, hoursAgo = 0): void => {
  b.wait(1).reading({ name, value, unit: 'kg', at: b.wall(-hoursAgo * 3_600_000) });
};

describe('each order by itself', () => {
  const two = (b: HistoryBuilder): void => {
    b.order({ name: 'a', limits: [reference('70', '180')] });
    b.order({ name: 'b', limits: [reference('70', '250')], responsible: OKAFOR });
    b.grant();
    b.wait(1).reading({ name: 'r', value: '212' });
  };
  test('two clinicians, two answers', () => {
    expect(words(two)).toEqual(['a r limits must', 'b r limits must-not']);
  });
  test('another measure has no say', () => {
    expect(
      words((b) => {
        two(b);
        b.order({ ...gain, name: 'c' });
      }),
    ).toEqual(['a r limits must', 'b r limits must-not']);
  });
});

describe('an order that had ended when another one let the reading in', () => {
  const ended = (b: HistoryBuilder): void => {
    b.order({ name: 'a' });
    b.order({ name: 'b' });
    b.grant();
    b.wait(1000).changeOrder({ name: 'a', status: 'revoked' });
    b.wait(1000).reading({ name: 'r', value: '212', at: b.wall(-1500) });
  };
  test('evaluates it where late readings are taken', () => {
    expect(words(ended)).toEqual(['a r limits must', 'b r limits must']);
  });
  test('may or may not where they are refused', () => {
    expect(words(ended, { afterEnd: 'refuse' })).toEqual(['a r limits may', 'b r limits must']);
  });
  test('does not where the reading is from after its end', () => {
    expect(
      words(
        (b) => {
          ended(b);
          b.wait(1000).reading({ name: 's', value: '212' });
        },
        { afterEnd: 'refuse' },
      ),
    ).toContain('a s limits must-not');
  });
});

test('an order whose answer was lost was active, if no other can have let the reading in', () => {
  const lost = (b: HistoryBuilder): void => {
    b.order({}, { outcome: 'unknown' });
    b.grant();
    b.wait(1).reading({ name: 'r', value: '212' });
  };
  expect(words(lost)).toEqual(['o1 r limits must']);
  expect(
    words((b) => {
      b.order({ name: 'o2', limits: [reference('70', '250')] });
      lost(b);
    }),
  ).toEqual(['o1 r limits may', 'o2 r limits must-not']);
});

describe('change, by the set of readings filed', () => {
  const levels = (write: (b: HistoryBuilder) => void): string[] => words(write).filter((w) => w.includes('change'));
  test.each([
    ['in the order of measuring', ['w1', 'w2']],
    ['the earlier one late', ['w2', 'w1']],
  ] as const)('%s', (_name, order) => {
    const write = (b: HistoryBuilder): void => {
      b.order({ ...gain, start: b.wall(-2 * DAY_MS) });
      b.grant('weight');
      for (const name of order) kg(b, name, name === 'w1' ? '80' : '83', name === 'w1' ? 24 : 1);
    };
    expect(levels(write).toSorted()).toEqual(['o1 w1 change must-not', 'o1 w2 change must']);
    const demand = demandsIn(write).find((d) => d.level === 'must' && d.family === 'change');
    // Whichever came last is the cause, and lateness counts from it.
    expect(demand?.cause?.act.reading.identifier.value).toBe(order[1]);
    expect(
      demand?.evaluations[0]?.call?.baselines.map((b) => `${[...b.keys].join()} ${show(b.delta)} ${b.unit}`),
    ).toEqual(['urn:example:meter-readings|w1 3 kg']);
  });
  test('nothing new under an order that was entered in error before the late one came', () => {
    const late =
      (inError: boolean) =>
      (b: HistoryBuilder): void => {
        b.order({ ...gain, start: b.wall(-2 * DAY_MS) });
        b.order({ ...gain, name: 'o2', start: b.wall(-2 * DAY_MS) });
        b.grant('weight');
        kg(b, 'w2', '83', 1);
        if (inError) b.wait(1000).changeOrder({ ...gain, start: b.wall(-2 * DAY_MS), status: 'entered-in-error' });
        b.wait(1000);
        kg(b, 'w1', '80', 24);
      };
    expect(levels(late(false))).toContain('o1 w2 change must');
    expect(levels(late(true))).toContain('o1 w2 change must-not');
    expect(levels(late(true))).toContain('o2 w2 change must');
  });
  test('an unanswered neighbour leaves it open', () => {
    const write = (b: HistoryBuilder): void => {
      b.order({ ...gain, start: b.wall(-2 * DAY_MS) });
      b.grant('weight');
      b.wait(1).reading({ name: 'w1', value: '80', unit: 'kg', at: b.wall(-DAY_MS) }, { outcome: 'unknown' });
      kg(b, 'w2', '83');
    };
    expect(levels(write)).toContain('o1 w2 change may');
  });
  test.each([
    ['six days and a bit', 7 * 24 - 1, 'must'],
    ['seven days to the moment', 7 * 24, 'must'],
    ['more than seven days', 7 * 24 + 0.001, 'must-not'],
  ] as const)('of a reading %s old: %s h, %s', (_name, hours, level) => {
    const write = (b: HistoryBuilder): void => {
      b.order({ ...gain, start: b.wall(-20 * DAY_MS) });
      b.grant('weight');
      b.wait(1);
      b.reading({ name: 'w2', value: '83', unit: 'kg', at: b.wall(-hours * 3_600_000) });
      b.reading({ name: 'w1', value: '80', unit: 'kg', at: b.wall(-hours * 3_600_000 - 3_600_000) });
    };
    expect(levels(write)).toContain(`o1 w2 change ${level}`);
  });
});
