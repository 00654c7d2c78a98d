import { describe, expect, test } from 'vitest';
import { LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { ArrivedLine, EndLine, HistoryLine, OpLine, RunLine } from '../../history/lines.ts';
import { HistoryBuilder, MS } from '../history-builder.test-helper.ts';
import { CAST, PERIOD } from './model-sender.test-helper.ts';
import { SenderOracle } from './sender-oracle.ts';

const FORWARD = 1000;
const patient = CAST.patient;

const reading = (name: string, overrides: Partial<Reading> = {}): Reading => ({
  identifier: { system: 'urn:vitalproof:shown', value: name },
  patient,
  measure: 'glucose',
  code: LOINC_FOR_UNIT['mg/dL'],
  status: 'final',
  effective: `2035-03-05T09:${String(10 + name.charCodeAt(0) - 97)}:00-05:00`,
  result: { kind: 'value', quantity: { value: String(100 + name.charCodeAt(0)), unit: 'mg/dL' } },
  ...overrides,
});

/** One phone, in milliseconds of the harness's clock. */
class Story {
  readonly builder: HistoryBuilder;

  constructor(run: Partial<RunLine> = {}, source: 'gatt' | 'healthkit' | 'health-connect' = 'gatt') {
    this.builder = new HistoryBuilder({ role: 'sender', sender: { forward: FORWARD, recovery: 2000 }, ...run });
    const order = { identifier: CAST.order, measures: ['glucose' as const, 'weight' as const], period: PERIOD };
    this.builder.op({
      op: 'phone.enrol',
      patient,
      phone: { patient, source, order, zone: 'America/New_York' },
    });
  }

  permission(status: 'granted' | 'withdrawn', told = true, outcome: OpLine['outcome'] = 'ok'): this {
    const at = '2035-03-05T09:00:00-05:00';
    this.builder.op({ op: 'phone.permission', patient, measure: 'glucose', status, at, told }, { outcome });
    return this;
  }

  show(name: string, overrides: Partial<Reading> = {}, outcome: OpLine['outcome'] = 'ok', sentinel = false): this {
    const act = { op: 'phone.show' as const, patient, reading: reading(name, overrides), whose: 'patient' as const };
    this.builder.op(sentinel ? { ...act, sentinel } : act, { outcome });
    return this;
  }

  arrives(name: string, line: Partial<ArrivedLine> & { readonly as?: Partial<Reading> } = {}): this {
    const { as, ...rest } = line;
    this.builder.arrived({ phone: patient, outcome: 'accepted', reading: reading(name, as), ...rest });
    this.builder.wait(2);
    return this;
  }

  wait(ms: number): this {
    this.builder.wait(ms);
    return this;
  }

  sentinel(): this {
    return this.show('z', {}, 'ok', true).wait(5).arrives('z');
  }

  end(end: Partial<EndLine> = {}): readonly HistoryLine[] {
    return this.builder.wait(5000).end(end);
  }
}

const judged = ([run, ...lines]: readonly HistoryLine[]) => {
  if (run?.kind !== 'run') throw new Error('no run');
  const oracle = new SenderOracle(run);
  for (const line of lines) oracle.feed(line);
  const { ledger, errors } = oracle.part();
  expect([...errors]).toEqual([]);
  return ledger.requirements;
};
const outcomesOf = (id: string, lines: readonly HistoryLine[]) => {
  const tally = judged(lines).get(id);
  return { broken: tally?.broken ?? 0, undecided: tally?.undecided ?? 0, warned: tally?.warned ?? 0 };
};
const GOOD = { broken: 0, undecided: 0, warned: 0 };

describe('a deadline', () => {
  const after = (ms: number, end: Partial<EndLine> = {}): readonly HistoryLine[] =>
    new Story()
      .permission('granted')
      .show('a')
      .wait(ms - 5)
      .arrives('a')
      .sentinel()
      .end(end);

  test('is met at its very end, and missed a millisecond later', () => {
    expect(outcomesOf('SND-01', after(FORWARD))).toEqual({ ...GOOD, warned: 1 });
    expect(outcomesOf('SND-01', after(FORWARD + 1))).toEqual({ ...GOOD, broken: 1 });
  });
  test('near its end warns', () => {
    expect(outcomesOf('SND-01', after(800)).warned).toBe(0);
    expect(outcomesOf('SND-01', after(801)).warned).toBe(1);
  });
  test('is undecided where the harness itself may have been as late', () => {
    expect(outcomesOf('SND-01', after(FORWARD + 100, { lag: 60 * MS }))).toEqual({ ...GOOD, undecided: 1 });
    expect(outcomesOf('SND-01', after(FORWARD + 100, { lag: 40 * MS }))).toEqual({ ...GOOD, broken: 1 });
  });
  test('is counted from the permission where that came later', () => {
    const story = new Story().show('a').wait(5000).permission('granted').wait(900).arrives('a').sentinel();
    expect(outcomesOf('SND-01', story.end()).broken).toBe(0);
  });
  test('moves behind an outage that lies in its way, and not behind one that was over', () => {
    const during = new Story().permission('granted');
    const from = during.builder.now;
    during.show('a').wait(3000);
    during.builder.fault('ehr-unavailable', from, patient);
    expect(outcomesOf('SND-01', during.wait(1900).arrives('a').sentinel().end())).toEqual(GOOD);
    const before = new Story().permission('granted');
    before.wait(50).builder.fault('ehr-unavailable', 10, patient);
    expect(outcomesOf('SND-01', before.wait(50).show('a').wait(1900).arrives('a').sentinel().end()).broken).toBe(1);
  });
  test('what never came is missed, and undecided where the run ended too soon or was cut off', () => {
    const story = (): Story => new Story().permission('granted').show('a');
    expect(outcomesOf('SND-01', story().sentinel().end()).broken).toBe(1);
    expect(outcomesOf('SND-01', story().builder.wait(10).end()).undecided).toBeGreaterThan(0);
    expect(outcomesOf('SND-01', story().wait(9000).sentinel().builder.lines).undecided).toBeGreaterThan(0);
  });
});

describe('an absence', () => {
  const control: Partial<Reading> = { code: { system: 'urn:iso:std:iso:11073:10101', code: '160208' } };

  test('is proven by a sentinel that arrived', () => {
    const story = new Story().permission('granted').show('a', control).show('b').arrives('b');
    expect(outcomesOf('SND-14', story.sentinel().end())).toEqual(GOOD);
  });
  test.each([
    ['none was shown', (s: Story) => s],
    ['it never arrived', (s: Story) => s.show('z', {}, 'ok', true)],
    ['it was shown before', (s: Story) => s.sentinel().show('c', control)],
  ])('is open where %s', (_why, go) => {
    const story = go(new Story().permission('granted').show('a', control).show('b').arrives('b'));
    expect(outcomesOf('SND-14', story.end()).undecided).toBeGreaterThan(0);
  });
});

describe('two effect points', () => {
  test('what arrives while a withdrawal is under way may; what arrives after it was heeded must not', () => {
    const story = (): Story => new Story().permission('granted').show('a');
    const under = story();
    under.builder.took = 100;
    under.permission('withdrawn');
    under.builder.arrived({
      phone: patient,
      outcome: 'accepted',
      reading: reading('a'),
      at: (under.builder.now - 50) * MS,
    });
    expect(outcomesOf('SND-11', under.end()).broken).toBe(0);
    expect(outcomesOf('SND-11', story().permission('withdrawn').wait(10).arrives('a').end()).broken).toBe(1);
  });
  test('of a withdrawal that the sender is not told of, what was shown before may still come, what was shown after not', () => {
    const story = new Story().permission('granted').show('a').permission('withdrawn', false).wait(10).arrives('a');
    expect(outcomesOf('SND-11', story.end()).broken).toBe(0);
    expect(outcomesOf('SND-11', story.show('b').arrives('b').builder.lines).broken).toBe(1);
  });
  test('of a permission that nobody knows the outcome of, nothing is demanded and nothing forbidden', () => {
    const story = (): Story => new Story().permission('granted', true, 'unknown').show('a');
    expect(outcomesOf('SND-01', story().end()).broken).toBe(0);
    expect(outcomesOf('SND-09', story().arrives('a').end()).broken).toBe(0);
  });
  test('what was shown while the link broke may come, and has to once it was shown whole', () => {
    const torn = (): Story => new Story().permission('granted').show('a', {}, 'unknown');
    expect(outcomesOf('SND-01', torn().sentinel().end())).toEqual(GOOD);
    expect(outcomesOf('SND-01', torn().show('a').sentinel().end()).broken).toBe(1);
  });
  test('unanswered is sent again as it was; refused on purpose counts as arrived and is not repeated', () => {
    const lost = (): Story => new Story().permission('granted').show('a').arrives('a', { outcome: 'cut' });
    expect(outcomesOf('SND-16', lost().arrives('a').sentinel().end())).toEqual(GOOD);
    expect(outcomesOf('SND-16', lost().sentinel().end()).broken).toBe(1);
    const turned = (): Story => new Story().permission('granted').show('a').arrives('a', { outcome: 'refused' });
    expect(outcomesOf('SND-01', turned().sentinel().end()).broken).toBe(0);
    expect(
      outcomesOf('SND-17', turned().show('b').arrives('b').arrives('a', { outcome: 'refused' }).end()).broken,
    ).toBe(1);
  });
});

describe('what was refused', () => {
  /** Together: in the request that came before. */
  const came = (story: Story, name: string, outcome: ArrivedLine['outcome'], isTogether = false): Story => {
    const before = story.builder.lines.findLast((line) => line.kind === 'arrived');
    return story.arrives(name, { outcome, ...(isTogether && before !== undefined ? { at: before.at } : {}) });
  };
  const shown = (): Story => new Story().permission('granted').show('a').show('b');
  /** `a` is refused in the company of `b`, by a message or transaction as a whole. */
  const together = (): Story => came(came(shown(), 'a', 'refused'), 'b', 'unavailable', true);
  const bad = (story: Story): Story => came(story, 'a', 'refused');
  const brokenIn = (story: Story): number => outcomesOf('SND-17', story.arrives('b').sentinel().end()).broken;

  test('as a whole is sent part by part, and each part once', () => {
    expect(brokenIn(together())).toBe(0);
    expect(brokenIn(bad(together()))).toBe(0);
    expect(brokenIn(bad(bad(together())))).toBe(1);
  });
  test('as a whole is not sent again as a whole', () => {
    expect(brokenIn(came(bad(together()), 'b', 'unavailable', true))).toBe(1);
  });
  test('in a batch was refused by itself', () => {
    expect(brokenIn(bad(came(bad(shown()), 'b', 'accepted', true)))).toBe(1);
  });
});

test('back-filling as the sender has declared it', () => {
  const story = (backfill: 'none' | 'since-order-start'): Story => {
    const run = {
      backfill,
      afterEnd: 'accept',
      control: 'refuse',
      future: 'refuse',
      duplicates: 'server-side',
      backdateDays: 30,
    } as const;
    const early = { effective: '2035-03-05T08:30:00-05:00' };
    return new Story({ policies: run }).show('a', early).permission('granted').arrives('a', { as: early });
  };
  expect(outcomesOf('SND-25', story('none').sentinel().end()).broken).toBe(1);
  expect(outcomesOf('SND-25', story('since-order-start').sentinel().end()).broken).toBe(0);
});

test('what cannot be read breaks the binding, and an unmarked one is not test data', () => {
  const story = new Story().permission('granted').show('a').arrives('a', { marked: false });
  story.builder.arrived({ phone: patient, outcome: 'refused', problem: { code: 'time-without-offset' } });
  expect(outcomesOf('SND-22', story.end()).broken).toBe(2);
});

test('what arrives for a phone that was never enrolled is nobody’s', () => {
  const story = new Story();
  story.builder.arrived({ phone: { system: 's', value: 'x' }, outcome: 'accepted', reading: reading('a') });
  expect(outcomesOf('SND-01', story.sentinel().end()).broken).toBe(0);
});

describe('whose it is', () => {
  const somebody = { system: patient.system, value: 'SOMEBODY-ELSE' };
  const countsOf = (source: 'gatt' | 'healthkit' | 'health-connect', as: Partial<Reading> = {}) => {
    const story = new Story({}, source).permission('granted').show('a').arrives('a', { as }).sentinel();
    const tally = judged(story.end()).get('SND-08');
    return { must: tally?.must ?? 0, broken: tally?.broken ?? 0 };
  };
  test('is asked of every arrival where a scale can say that it was another person', () => {
    expect(countsOf('gatt')).toEqual({ must: 2, broken: 0 });
    expect(countsOf('gatt', { patient: somebody })).toEqual({ must: 2, broken: 1 });
  });
  test.each(['healthkit', 'health-connect'] as const)(
    'of %s, which never says it, only what is wrong counts',
    (source) => {
      expect(countsOf(source)).toEqual({ must: 0, broken: 0 });
      expect(countsOf(source, { patient: somebody })).toEqual({ must: 1, broken: 1 });
    },
  );
});
