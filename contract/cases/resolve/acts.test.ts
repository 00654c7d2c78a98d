import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../input-problem.ts';
import { parseCase } from '../load.ts';
import type { CaseAct } from '../worked-case.ts';

/** A case of these acts, after an order and a grant. */
const acts = (timeline: string, top = ''): readonly CaseAct[] =>
  parseCase(
    `case: 901
title: A case for the acts alone
clauses: [Evaluation]
requirements: [LIM-01]
covers: [rule/limits/strict]
${top}
orders:
  sugar:
    limits: { reference: { high: 180 }, critical: { high: 300 } }
    rules: [{ kind: escalation, step: 1, after: 15 min, to: okafor }, { kind: digest, window: 4 h }]
timeline:
  - { at: 03-05 08:00, order: sugar }
  - { at: 03-05 08:05, grant: glucose }
${timeline}
why: Because the acts have to be tried on something.
`,
    'cases/LIM-acts.yaml',
  ).acts.slice(2);

const READING =
  '  - { at: 03-05 09:00, reading: { name: one, value: 310 mg/dL, device: meter, context: fasting }, raises: [HH] }\n';

describe('an act of a case', () => {
  test('a short instant is winter time of New York in 2035', () => {
    expect(acts(READING)[0]?.at).toBe('2035-03-05T09:00:00-05:00');
  });

  test('a correction keeps what it does not say, an erasure everything', () => {
    const [, corrected, erased] = acts(
      `${READING}  - { at: 03-05 09:10, correct: { of: one, value: 320 mg/dL }, updates: [one] }
  - { at: 03-05 09:20, erase: one, withdraws: [{ reading: one, reason: entered-in-error }] }`,
    );
    const content = {
      effective: '2035-03-05T09:00:00-05:00',
      mealContext: 'fasting',
      result: { quantity: { value: '320' } },
    };
    expect(corrected).toMatchObject({ op: 'reading.submit', reading: { status: 'corrected', ...content } });
    expect(erased).toMatchObject({ op: 'reading.submit', reading: { status: 'entered-in-error', ...content } });
    expect(corrected?.updates).toHaveLength(1);
    expect(erased?.standingAfter).toEqual([]);
  });

  test('the entries of a bundle are acts of one instant; what follows from them stands at the last', () => {
    const [first, second] = acts(
      `  - at: 03-05 09:00
    bundle: batch
    entries:
      - { reading: { name: good, value: 212 mg/dL } }
      - { reading: { name: bad, value: 90.0 kg }, expect: { refused: no-active-order } }
    raises: [{ reading: good, interpretation: H }]`,
    );
    expect(first).toMatchObject({ bundle: { kind: 'batch' }, raises: [], expect: { outcome: 'accepted' } });
    expect(second).toMatchObject({ expect: { outcome: 'refused', refusal: 'no-active-order' } });
    expect(
      first?.op === 'reading.submit' && second?.op === 'reading.submit' && first.bundle?.id === second.bundle?.id,
    ).toBe(true);
    expect(second?.raises).toHaveLength(1);
  });

  test('an item is named by its reading; a copy by its step, to whom the order says', () => {
    const [raised, copied, seen] = acts(
      `${READING}  - { at: 03-05 09:16, wait: true, raises: [{ reading: one, step: 1 }] }
  - { at: 03-05 09:20, seen: { reading: one, step: 1 } }`,
    );
    const [first] = raised?.raises ?? [];
    expect(copied?.raises[0]).toMatchObject({
      rule: 'escalation',
      step: 1,
      copyOf: first?.identifier,
      kind: 'critical',
      interpretation: ['HH'],
    });
    expect(copied?.raises[0]?.recipient.value).toBe('1987654328');
    expect(seen).toMatchObject({ op: 'item.act', act: 'seen', item: { step: 1 }, person: { value: '1987654328' } });
  });

  test('an item of a digest has its members', () => {
    const [first, second] = acts(
      `  - { at: 03-05 09:00, reading: { name: one, value: 212 mg/dL }, raises: [H] }
  - { at: 03-05 10:00, reading: { name: two, value: 212 mg/dL }, updates: [{ reading: one, members: [one, two] }] }`,
    );
    expect(first?.raises[0]?.members?.map((m) => m.value)).toEqual(['CASE901-ONE']);
    expect(second?.updates[0]?.members?.map((m) => m.value)).toEqual(['CASE901-ONE', 'CASE901-TWO']);
  });

  test('people, phones, trackers and sources', () => {
    const [away, phone, pick, shown, source] = acts(
      `  - { at: 03-05 08:10, away: rivera, from: 03-05 09:00, until: 03-05 10:00, by: pool }
  - { at: 03-05 08:20, phone: ios, version: '8.0' }
  - { at: 03-05 08:30, pick: sugar }
  - { at: 03-05 08:40, trackers: { sugar: connected } }
  - { at: 03-05 08:50, admit-source: gateway, measures: [glucose] }`,
      'portal: true\nsources: true',
    );
    expect(away).toMatchObject({ op: 'coverage.set', coverage: { absences: [{ coveredBy: { value: 'DMPOOL' } }] } });
    expect(phone).toMatchObject({
      op: 'device.register',
      device: { kind: 'phone', platform: { os: 'ios', version: '8.0' } },
    });
    expect(pick).toMatchObject({ op: 'tracker.set', tracker: { state: 'picked' } });
    expect(shown).toMatchObject({ op: 'tracker.list', trackers: [{ measure: 'glucose', state: 'connected' }] });
    expect(source).toMatchObject({ op: 'source.set', source: { measures: ['glucose'] }, status: 'admitted' });
  });
});

describe('an act with a mistake', () => {
  test.each([
    [
      'two items fit',
      `${READING}  - { at: 03-05 09:10, reading: { name: two, value: 310 mg/dL }, raises: [HH] }\n  - { at: 03-05 09:20, done: { kind: critical } }`,
      'several items fit',
    ],
    ['a bundle without entries', '  - { at: 03-05 09:00, bundle: batch }', 'entries of the bundle'],
    ['a phone without a version', '  - { at: 03-05 09:00, phone: ios }', 'version of its system'],
    [
      'an absence without its end',
      '  - { at: 03-05 09:00, away: rivera, from: 03-05 09:00 }',
      'until when is not said',
    ],
    ['a correction of nothing', '  - { at: 03-05 09:00, correct: { value: 212 mg/dL } }', 'of, or name and value'],
    [
      'a gap that was never due',
      '  - { at: 03-05 09:00, wait: true, raises: [{ kind: missing }] }',
      'when it was due is not said',
    ],
    [
      'an item without a kind',
      '  - { at: 03-05 09:00, wait: true, raises: [{ due: 03-05 09:00 }] }',
      'what it is is not said',
    ],
    ['waiting that is refused', '  - { at: 03-05 09:00, wait: true, expect: replayed }', 'is never replayed'],
  ])('%s is refused', (_name, timeline, says) => {
    expect(() => acts(timeline)).toThrow(InputProblem);
    try {
      acts(timeline);
    } catch (error) {
      expect(error instanceof InputProblem && error.describe()).toContain(says);
    }
  });
});
