import { describe, expect, test } from 'vitest';
import type { SubmitAct } from '../../history/lines.ts';
import { DEFAULT_PEOPLE } from '../../sut/people.ts';
import { defineScenario, type ScenarioInput } from '../document/scenario.ts';
import { planLane } from './plan-lane.ts';
import { simulatedIdentities, simulatedReadings } from './simulated.ts';

type Acts = ScenarioInput['acts'];

const planOf = (acts: Acts, binding: 'fhir' | 'hl7v2' = 'fhir', patients = ['jane']) =>
  planLane(defineScenario({ name: 'mine', title: 'Mine', patients, acts }), binding, 1, {
    nonce: 'N1',
    people: DEFAULT_PEOPLE,
    clock: 'absent',
    identities: simulatedIdentities,
    streams: simulatedReadings,
  });

const stepsOf = (...of: Parameters<typeof planOf>): SubmitAct[][] =>
  planOf(...of).acts.flatMap(({ step }): SubmitAct[][] => {
    if (step.kind === 'together') return [[...step.acts]];
    return step.kind === 'act' && step.act.op === 'reading.submit' ? [[step.act]] : [];
  });

const first = {
  at: 'd1 09:00',
  reading: { value: '250 mg/dL', name: 'first', context: 'fasting', defect: { kind: 'unknown-unit', unit: 'x' } },
} as const;

describe('a correction', () => {
  test('keeps what it does not say, and has no defect of its own', () => {
    const [[was] = [], [is] = []] = stepsOf([
      first,
      { at: 'd1 10:00', correct: { reading: 'first', value: '120 mg/dL' } },
    ]);
    expect(is).toEqual({
      op: 'reading.submit',
      reading: {
        ...was?.reading,
        status: 'corrected',
        result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
      },
    });
  });
  test('may move the time, the context and the unit, of which the code follows', () => {
    const [[was] = [], [is] = []] = stepsOf([
      first,
      {
        at: 'd1 10:00',
        correct: { reading: 'first', value: '7.0 mmol/L', effective: '-2h', context: 'post-meal' },
      },
    ]);
    expect(is?.reading).toMatchObject({ effective: '2035-01-08T08:00:00-05:00', mealContext: 'post-meal' });
    expect(is?.reading.code).not.toEqual(was?.reading.code);
  });
  test('has a name by which it can be sent again, and the first content keeps its own', () => {
    const sent = stepsOf([
      first,
      { at: 'd1 10:00', correct: { reading: 'first', value: '120 mg/dL', name: 'second' } },
      { at: 'd1 11:00', replay: { reading: 'first' } },
      { at: 'd1 12:00', replay: { reading: 'second' } },
    ]);
    expect(sent.map(([act]) => act?.reading.status)).toEqual(['final', 'corrected', 'final', 'corrected']);
    expect(new Set(sent.map(([act]) => act?.reading.identifier.value)).size).toBe(1);
  });
});

test('an erasure is the reading as it was, entered in error', () => {
  const [[was] = [], [is] = []] = stepsOf([first, { at: 'd1 10:00', erase: { reading: 'first' } }]);
  expect(is).toEqual({ op: 'reading.submit', reading: { ...was?.reading, status: 'entered-in-error' } });
});

describe('readings together', () => {
  const acts: Acts = [
    {
      at: 'd1 10:00',
      together: {
        as: 'batch',
        readings: [
          { value: '100 mg/dL', effective: '-1h', name: 'one' },
          { value: '101 mg/dL', defect: { kind: 'time-without-offset' } },
        ],
      },
    },
    { at: 'd1 11:00', together: { readings: [{ value: '1 mg/dL', identifierOf: 'one' }, { value: '2 mg/dL' }] } },
  ];
  test.each([
    ['fhir', ['batch', 'transaction']],
    ['hl7v2', ['message', 'message']],
  ] as const)('over %s are a %s', (binding, kinds) => {
    const sent = stepsOf(acts, binding);
    expect(sent.map((entries) => entries.length)).toEqual([2, 2]);
    expect(sent.map(([entry]) => entry?.bundle?.kind)).toEqual(kinds);
    for (const entries of sent) expect(new Set(entries.map((entry) => entry.bundle?.id)).size).toBe(1);
    expect(sent[0]?.[0]?.bundle?.id).not.toBe(sent[1]?.[0]?.bundle?.id);
  });
  test('each have their own time and defect, and names that later acts know', () => {
    const [[one, two] = [], [again] = []] = stepsOf(acts);
    expect(one?.reading.effective).toBe('2035-01-08T09:00:00-05:00');
    expect(two?.reading.effective).toBe('2035-01-08T10:00:00-05:00');
    expect([one?.defect, two?.defect]).toEqual([undefined, { kind: 'time-without-offset' }]);
    expect(again?.reading.identifier).toEqual(one?.reading.identifier);
  });
});

test('an identifier may be another patient’s', () => {
  const [[hers] = [], [his] = []] = stepsOf(
    [
      { at: 'd1 09:00', reading: { value: '100 mg/dL', name: 'hers', patient: 'jane' } },
      {
        at: 'd1 10:00',
        reading: { value: '100 mg/dL', identifierOf: 'hers', identifierOfPatient: 'jane', patient: 'bob' },
      },
    ],
    'fhir',
    ['jane', 'bob'],
  );
  expect(his?.reading.identifier).toEqual(hers?.reading.identifier);
  expect(his?.reading.patient).not.toEqual(hers?.reading.patient);
});

test.each<[string, Acts]>([
  ['of a reading nobody sent', [{ at: 'd1 09:00', correct: { reading: 'first', value: '1 mg/dL' } }]],
  ['under a name that is taken', [first, { at: 'd1 10:00', correct: { reading: 'first', name: 'first' } }]],
  [
    'of an identifier unknown within a message',
    [
      {
        at: 'd1 09:00',
        together: { readings: [{ value: '1 mg/dL', identifierOf: 'first' }, { value: '2 mg/dL' }] },
      },
    ],
  ],
])('a mistake: %s', (_what, acts) => expect(() => stepsOf(acts)).toThrow());
