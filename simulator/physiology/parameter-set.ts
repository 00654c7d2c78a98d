import type { Measure } from '../../contract/domain/index.ts';
import { InputProblem, type Place } from '../../contract/input-problem.ts';
import type { GlucoseBody } from './glucose/body.ts';
import { dallaManBody } from './glucose/dalla-man-body.ts';
import type { ParameterProblem } from './parameter-problem.ts';
import { hardProblems } from './glucose/parameter-problem.ts';
import { NORMAL, type GlucoseParameters } from './glucose/parameters.ts';
import { type1Body } from './glucose/type1-body.ts';
import { TYPE_1_FIELDS, type Type1Parameters } from './glucose/type1-parameters.ts';
import { type1Problems } from './glucose/type1-validation.ts';
import { parameterProblems } from './glucose/validation.ts';
import type { WeightParameters } from './weight/weight-parameters.ts';
import { WEIGHT_FIELDS, weightProblems } from './weight/weight-validation.ts';

/** One body's numbers together with the model that they belong to. */
export type GlucoseSet =
  | { readonly model: 'dalla-man-2007'; readonly parameters: GlucoseParameters }
  | { readonly model: 'uva-padova-s2008'; readonly parameters: Type1Parameters };

/** The numbers of all bodies whose weight is tracked. */
export interface WeightSet {
  readonly model: 'hall-2011';
  readonly parameters: WeightParameters;
}
export type ParameterSet = GlucoseSet | WeightSet;

/** What is measured of the bodies of a model. */
export const measureOfSet = ({ model }: ParameterSet): Measure => (model === 'hall-2011' ? 'weight' : 'glucose');

const MODELS = ['dalla-man-2007', 'uva-padova-s2008', 'hall-2011'] as const;
const FIELDS = {
  'dalla-man-2007': Object.keys(NORMAL),
  'uva-padova-s2008': TYPE_1_FIELDS,
  'hall-2011': WEIGHT_FIELDS,
} as const;
/** A parameter set has some fifty numbers. */
const LONGEST_TEXT = 100_000;

/** The body that lives by a parameter set of glucose. */
export const bodyOf = (set: GlucoseSet): GlucoseBody =>
  set.model === 'dalla-man-2007' ? dallaManBody(set.parameters) : type1Body(set.parameters);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string, file: Place): Readonly<Record<string, unknown>> {
  if (text.length > LONGEST_TEXT) {
    throw new InputProblem(`${text.length} characters are no parameter set`, file, `at most ${LONGEST_TEXT}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputProblem(`this is not JSON: ${(error as Error).message}`, file, 'a JSON object');
  }
  if (!isRecord(value))
    throw new InputProblem('this is not a JSON object', file, 'an object with model and parameters');
  return value;
}

function modelOf(value: unknown, file: Place): (typeof MODELS)[number] {
  const model = MODELS.find((name) => name === value);
  if (model !== undefined) return model;
  throw new InputProblem(
    `there is no model ${JSON.stringify(value)}`,
    { ...file, path: 'model' },
    `one of ${MODELS.join(', ')}`,
  );
}

function numbersOf(value: unknown, fields: readonly string[], file: Place): Readonly<Record<string, number>> {
  if (!isRecord(value)) {
    throw new InputProblem('there are no parameters', { ...file, path: 'parameters' }, 'an object of numbers');
  }
  for (const [name, number] of Object.entries(value)) {
    const place = { ...file, path: `parameters.${name}` };
    if (!fields.includes(name))
      throw new InputProblem(`there is no parameter ${name}`, place, `one of ${fields.join(', ')}`);
    if (typeof number !== 'number') throw new InputProblem(`${name} is ${JSON.stringify(number)}`, place, 'a number');
  }
  const missing = fields.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) {
    throw new InputProblem(
      `${missing} is missing`,
      { ...file, path: `parameters.${missing}` },
      'a number for every parameter',
    );
  }
  return value as Readonly<Record<string, number>>;
}

const EXPECTED = {
  glucose: 'a person: positive numbers, a steady resting glucose, no compartment that goes negative',
  weight: 'people: numbers that one can have, a weight that is steady at rest, no part of a body that goes negative',
} as const;

function refuse(problems: readonly ParameterProblem[], file: Place, measure: Measure): void {
  const [first] = problems;
  if (first === undefined) return;
  throw new InputProblem(
    problems.map(({ what }) => what).join('; '),
    { ...file, path: first.field === undefined ? 'parameters' : `parameters.${first.field}` },
    EXPECTED[measure],
  );
}

/**
 * A parameter set from its JSON text, `{"model": …, "parameters": {…}}`. `file` names it in messages. Throws an
 * InputProblem that names the field: not JSON, an unknown model, a number that is missing, unknown or no
 * number, and sets that are nobody: they drift at rest, have no rest, or a state goes negative, at rest, fed or in a low; or are no weight of anybody.
 */
export function readParameterSet(text: string, file?: string): ParameterSet {
  const place: Place = file === undefined ? {} : { file };
  const value = parsed(text, place);
  const model = modelOf(value['model'], place);
  const surplus = Object.keys(value).find((name) => name !== 'model' && name !== 'parameters' && name !== 'title');
  if (surplus !== undefined) {
    throw new InputProblem(`there is no field ${surplus}`, { ...place, path: surplus }, 'model, parameters, title');
  }
  const numbers = numbersOf(value['parameters'], FIELDS[model], place);
  if (model === 'dalla-man-2007') {
    const parameters = numbers as unknown as GlucoseParameters;
    refuse(parameterProblems(parameters), place, 'glucose');
    refuse(hardProblems(dallaManBody(parameters)), place, 'glucose');
    return { model, parameters };
  }
  if (model === 'hall-2011') {
    const parameters = numbers as unknown as WeightParameters;
    refuse(weightProblems(parameters), place, 'weight');
    return { model, parameters };
  }
  const parameters = numbers as unknown as Type1Parameters;
  refuse(type1Problems(parameters), place, 'glucose');
  refuse(hardProblems(type1Body(parameters)), place, 'glucose');
  return { model, parameters };
}
