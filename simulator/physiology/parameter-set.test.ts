import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { randomStream } from '../random.ts';
import { AS_DESCRIBED } from './glucose/body.ts';
import { bodyOf, readParameterSet } from './parameter-set.ts';
import { weightArchetypes } from '../cohort/weight-archetypes.ts';
import { usualWeightOf } from '../cohort/weight-person.ts';
import { NORMAL, TYPE_2 } from './glucose/parameters.ts';
import { ADULTS, CHILDREN } from './glucose/type1-cohort.ts';
import { TYPE_1_FIELDS } from './glucose/type1-parameters.ts';
import { drawType1Person } from './glucose/type1-person.ts';

const TYPE_1 = drawType1Person(ADULTS, randomStream(31, 'set'));
const [HEART_FAILURE] = weightArchetypes.map(usualWeightOf);
const text = (model: string, parameters: object): string => JSON.stringify({ model, parameters });

const problemOf = (given: string, file?: string): InputProblem => {
  try {
    readParameterSet(given, file);
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a parameter set as JSON', () => {
  test.each([
    ['dalla-man-2007', TYPE_2],
    ['uva-padova-s2008', TYPE_1],
    ['uva-padova-s2008', drawType1Person(CHILDREN, randomStream(31, 'child'))],
    ['uva-padova-s2008', { ...TYPE_1, rescue: 0 }],
  ])('%s: what was written is read, and a body lives by it', (model, parameters) => {
    const set = readParameterSet(text(model, parameters));
    expect(set).toEqual({ model, parameters });
    if (set.model === 'hall-2011') throw new Error('a set of weight');
    const body = bodyOf(set);
    body.eat(50);
    body.advance(60, AS_DESCRIBED);
    expect(body.plasmaGlucoseMgDl()).toBeGreaterThan(body.restMgDl + 5);
  });

  test('hall-2011: what was written is read', () => {
    const set = { model: 'hall-2011', parameters: HEART_FAILURE };
    expect(readParameterSet(JSON.stringify(set))).toEqual(set);
  });

  test('a title may stand beside it', () => {
    expect(readParameterSet(JSON.stringify({ title: 'me', model: 'dalla-man-2007', parameters: TYPE_2 })).model).toBe(
      'dalla-man-2007',
    );
  });

  test('every field of a person is in the list of fields', () => {
    expect([...TYPE_1_FIELDS].toSorted()).toEqual(Object.keys(TYPE_1).toSorted());
  });
});

const WITHOUT_VG = Object.fromEntries(Object.entries(TYPE_2).filter(([name]) => name !== 'vg'));

describe('refused, with the field', () => {
  test.each<[string, string, string | undefined, RegExp]>([
    ['no JSON', '{', undefined, /not JSON/],
    ['a list', '[]', undefined, /not a JSON object/],
    ['nothing', 'null', undefined, /not a JSON object/],
    ['far too long', ' '.repeat(100_001), undefined, /100001 characters/],
    ['no model', '{}', 'model', /no model undefined/],
    ['another model', text('minimal', {}), 'model', /no model "minimal"/],
    ['no parameters', '{"model":"dalla-man-2007"}', 'parameters', /no parameters/],
    [
      'a field too many',
      JSON.stringify({ model: 'dalla-man-2007', parameters: TYPE_2, age: 3 }),
      'age',
      /no field age/,
    ],
    ['a parameter missing', text('dalla-man-2007', WITHOUT_VG), 'parameters.vg', /vg is missing/],
    ['a parameter of the other model', text('dalla-man-2007', TYPE_1), 'parameters.ib', /no parameter ib/],
    ['text for a number', text('dalla-man-2007', { ...TYPE_2, vg: '1.49' }), 'parameters.vg', /vg is "1.49"/],
    [
      'not a number, as JSON writes it',
      text('dalla-man-2007', { ...TYPE_2, vg: Number.NaN }),
      'parameters.vg',
      /vg is null/,
    ],
    ['a number too large', text('dalla-man-2007', TYPE_2).replace('1.49', '1e999'), 'parameters.vg', /vg is Infinity/],
    ['a negative number', text('uva-padova-s2008', { ...TYPE_1, kp3: -0.01 }), 'parameters.kp3', /kp3 is -0.01/],
    [
      'more help in a low than a step can follow',
      text('uva-padova-s2008', { ...TYPE_1, rescue: 1e4 }),
      'parameters.rescue',
      /rescue \(10000\) moves glucose at \S+ a minute, above 2.7/,
    ],
    [
      'more loss through the kidney than a step can follow',
      text('uva-padova-s2008', { ...TYPE_1, ke1: 3 }),
      'parameters.ke1',
      /ke1 \(3\) moves glucose at 3.00 a minute/,
    ],
    ...[100, 1e4].map((vmx): [string, string, string, RegExp] => [
      `insulin that acts ${vmx}`,
      text('uva-padova-s2008', { ...TYPE_1, vmx }),
      'parameters',
      /negative|no therapy suits: \S+ units a day and one for \S+ g, and a syringe has half units/,
    ]),
    [
      'a stomach that empties faster than a step can follow',
      text('dalla-man-2007', { ...NORMAL, kmax: 1.674 }),
      'parameters',
      /negative after 300 g again and again/,
    ],
    ['a share of 1', text('uva-padova-s2008', { ...TYPE_1, b: 1 }), 'parameters.b', /b is 1/],
    [
      'weight: a parameter missing',
      text('hall-2011', { ...HEART_FAILURE, gutSdKg: undefined }),
      'parameters.gutSdKg',
      /gutSdKg is missing/,
    ],
    ['weight: one of glucose', text('hall-2011', { ...HEART_FAILURE, vg: 1 }), 'parameters.vg', /no parameter vg/],
    ['weight: text', text('hall-2011', { ...HEART_FAILURE, saltDays: '1' }), 'parameters.saltDays', /saltDays is "1"/],
    [
      'weight: out of range',
      text('hall-2011', { ...HEART_FAILURE, slowShare: 2 }),
      'parameters.slowShare',
      /not 0 to 1/,
    ],
    [
      'weight: too large',
      text('hall-2011', HEART_FAILURE ?? {}).replace('1816.444', '1e999'),
      'parameters.rhoLean',
      /rhoLean is Infinity/,
    ],
    ['weight: a part below zero', text('hall-2011', { ...HEART_FAILURE, glycogenKg: 40 }), 'parameters', /leanKg is -/],
    ['no steady state', text('uva-padova-s2008', { ...TYPE_1, kp1: 0.1 }), 'parameters', /steady/],
    [
      'a drift at rest',
      text('dalla-man-2007', { ...TYPE_2, k1: 3, k2: 3 }),
      'parameters',
      /drifts by 0\.\d+ mg\/dL at rest/,
    ],
    [
      'a state that goes negative',
      text('uva-padova-s2008', { ...TYPE_1, kmax: 4 }),
      'parameters',
      /negative after 75 g/,
    ],
    [
      'nobody to inject anything into',
      text('uva-padova-s2008', { ...TYPE_1, bodyWeightKg: 1e-300 }),
      'parameters',
      /negative after insulin for 300 g/,
    ],
    ['no insulin to live on', text('uva-padova-s2008', { ...TYPE_1, ib: 1e-300 }), 'parameters', /no therapy suits/],
  ])('%s', (_what, given, path, message) => {
    const problem = problemOf(given, 'me.json');
    expect(problem.message).toMatch(message);
    expect(problem.place.file).toBe('me.json');
    expect(problem.place.path).toBe(path);
    expect(problem.expected).not.toBe('');
  });

  test('every wrong number is named', () => {
    expect(problemOf(text('dalla-man-2007', { ...TYPE_2, vg: -1, k: 0 })).message).toMatch(/vg is -1.*k is 0/);
  });
});
