import fc from 'fast-check';
import type { Interval, Order, Rule } from '../../../contract/domain/index.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { isObject, type Json, JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';

const RECIPIENTS = [example.clinician.identifier, example.pool.identifier];
const recipient = fc.constantFrom(...RECIPIENTS);
const duration = fc.record({ value: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom('min', 'h', 'd', 'wk') });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const interval = (tier: Interval['tier'], low: string, high: string): fc.Arbitrary<Interval> =>
  fc
    .record({
      sides: fc.constantFrom('low', 'high', 'both'),
      inclusive: optional(fc.constantFrom('low', 'high', 'both')),
      context: optional(fc.constantFrom('pre-meal', 'post-meal', 'fasting')),
    })
    .map(({ sides, inclusive, context }) => ({
      tier,
      ...(sides === 'high' ? {} : { low }),
      ...(sides === 'low' ? {} : { high }),
      ...(inclusive === undefined ? {} : { inclusive }),
      ...(context === undefined ? {} : { context }),
    }));

const change: fc.Arbitrary<Rule> = fc.record({
  kind: fc.constant('change'),
  direction: fc.constantFrom('gain', 'loss'),
  amount: fc.record({ value: fc.constantFrom('50', '80.0', '3'), unit: fc.constant('mg/dL') }),
  window: duration,
  boundary: fc.constantFrom('strict', 'inclusive'),
});

/** One rule of a kind at most, as an order may have it. */
const rules: fc.Arbitrary<readonly Rule[]> = fc
  .record({
    change: optional(change),
    repeated: optional(
      fc.record({ kind: fc.constant('repeated'), count: fc.integer({ min: 2, max: 9 }), window: duration }),
    ),
    missing: optional(fc.record({ kind: fc.constant('missing'), period: duration })),
    digest: optional(fc.record({ kind: fc.constant('digest'), window: duration })),
    first: optional(fc.record({ kind: fc.constant('escalation'), step: fc.constant(1), after: duration, recipient })),
    summary: optional(fc.record({ kind: fc.constant('summary'), period: duration, recipient })),
  })
  .map((of) => Object.values(of).filter((rule) => rule !== undefined) as readonly Rule[]);

/** Orders that a clinician could have meant. */
export const soundOrder: fc.Arbitrary<Order> = fc
  .record({
    status: fc.constantFrom('draft', 'active'),
    responsible: recipient,
    reference: interval('reference', '70', '160'),
    critical: optional(interval('critical', '54', '300')),
    absolute: optional(interval('absolute', '10', '1000')),
    rules,
    precision: optional(fc.constantFrom(0, 1)),
  })
  .map(({ reference, critical, absolute, rules: own, precision, ...rest }) => {
    const { precision: _, ...order } = example.glucoseOrder;
    const limits = [reference, critical, absolute].filter((i) => i !== undefined);
    return { ...order, ...rest, limits, rules: [...own], ...(precision === undefined ? {} : { precision }) };
  });

type Path = readonly (string | number)[];

const pathsOf = (json: Json | undefined, path: Path = []): readonly Path[] => [
  path,
  ...(Array.isArray(json)
    ? (json as readonly Json[]).flatMap((item, i) => pathsOf(item, [...path, i]))
    : isObject(json)
      ? Object.entries(json).flatMap(([name, value]) => pathsOf(value, [...path, name]))
      : []),
];

const get = (json: Json | undefined, [step, ...more]: Path): Json | undefined => {
  if (step === undefined) return json;
  if (Array.isArray(json)) return get((json as readonly Json[])[Number(step)], more);
  return isObject(json) ? get(json[step], more) : undefined;
};

/** The same with another value at a place; undefined takes it away. */
const withAt = (json: Json | undefined, [step, ...more]: Path, value: Json | undefined): Json | undefined => {
  if (step === undefined) return value;
  if (Array.isArray(json)) {
    const list = json as readonly Json[];
    const next = withAt(list[Number(step)], more, value);
    return [...list.slice(0, Number(step)), ...(next === undefined ? [] : [next]), ...list.slice(Number(step) + 1)];
  }
  return isObject(json) ? { ...json, [step]: withAt(json[step], more, value) } : json;
};

const V = 'https://vitalproof.example/fhir/StructureDefinition';
const coding = (system: string, code: string): Json => ({ coding: [{ system, code }] });
/** Members that R4 or this binding has somewhere, and that change what they stand in. */
const MEMBERS: readonly (readonly [string, Json])[] = [
  ['comparator', '<'],
  ['gender', 'female'],
  ['age', { low: { value: new JsonNumber('65'), unit: 'a' } }],
  ['gestationalAge', { low: { value: new JsonNumber('20'), unit: 'wk' } }],
  ['appliesTo', [coding('http://snomed.info/sct', '77386006')]],
  ['condition', 'fasting'],
  ['context', coding('urn:iso:std:iso:11073:10101', '8417872')],
  ['customaryUnit', coding('http://unitsofmeasure.org', 'mmol/L')],
  ['conversionFactor', new JsonNumber('0.0555')],
  ['criticalCodedValueSet', { reference: 'ValueSet/critical' }],
  ['doNotPerform', true],
  ['asNeededBoolean', true],
  ['asNeededCodeableConcept', { text: 'when dizzy' }],
  ['occurrenceTiming', { repeat: { frequency: new JsonNumber('2') } }],
  ['implicitRules', 'https://example.org/rules'],
  ['modifierExtension', [{ url: 'https://example.org/unknown', valueBoolean: true }]],
  ['modifierExtension', [{ url: `${V}/inclusive-limit`, valueCode: 'both' }]],
  ['extension', [{ url: `${V}/inclusive-limit`, valueCode: 'both' }]],
  ['extension', [{ url: `${V}/monitoring-rule`, extension: [{ url: 'kind', valueCode: 'missing' }] }]],
  ['extension', [{ url: 'https://example.org/harmless', valueString: 'x' }]],
  ['valueCode', 'gain'],
  ['unit', 'mmol/L'],
  ['code', 'mmol/L'],
  ['decimalPrecision', new JsonNumber('2')],
  ['boundary', 'inclusive'],
  ['note', [{ text: 'please call' }]],
];
const SCALARS: readonly Json[] = [
  null,
  true,
  '',
  'mg/dL',
  'mmol/L',
  'kg',
  'low',
  'both',
  'critical',
  'absolute',
  'repeated',
  'loss',
  {},
  [],
];
const NUMBERS = ['0', '-1', '1e2', '1.6E+2', '70.0', '160.5', '0.1', '99999', '300', '54', '3', '1', '2.50'];

interface Draw {
  readonly where: number;
  readonly what: number;
  readonly how: 'delete' | 'duplicate' | 'number' | 'scalar' | 'member' | 'swap' | 'plain' | 'rename';
}

const pick = <T>(of: readonly T[], n: number): T | undefined => of[n % Math.max(1, of.length)];

/** One change somewhere in a body. */
const mutate = (body: JsonObject, { where, what, how }: Draw): JsonObject => {
  const paths = pathsOf(body).slice(1);
  const of = (fits: (value: Json | undefined, path: Path) => boolean): Path =>
    pick(
      paths.filter((p) => fits(get(body, p), p)),
      where,
    ) ?? [];
  const replaced = (path: Path, value: Json | undefined): JsonObject => {
    const next = path.length === 0 ? body : withAt(body, path, value);
    return isObject(next) ? next : body;
  };
  switch (how) {
    case 'delete':
      return replaced(
        of(() => true),
        undefined,
      );
    case 'duplicate': {
      const path = of((value) => Array.isArray(value) && value.length > 0);
      const list = (get(body, path) ?? []) as readonly Json[];
      return replaced(path, [...list, ...list.slice(0, 1)]);
    }
    case 'number':
      return replaced(
        of((value) => value instanceof JsonNumber),
        new JsonNumber(pick(NUMBERS, what) ?? '0'),
      );
    case 'scalar':
      return replaced(
        of((value) => !isObject(value)),
        pick(SCALARS, what) ?? null,
      );
    case 'member': {
      const [name, value] = pick(MEMBERS, what) ?? ['x', null];
      return replaced([...of((v) => isObject(v)), name], value);
    }
    case 'swap': {
      const [a, b] = [
        of((v) => typeof v === 'string'),
        pick(
          paths.filter((p) => typeof get(body, p) === 'string'),
          what,
        ) ?? [],
      ];
      const [va, vb] = [get(body, a), get(body, b)];
      const once = withAt(body, a, vb);
      const twice = withAt(once, b, va);
      return isObject(twice) && a.length > 0 && b.length > 0 ? twice : body;
    }
    case 'plain': {
      const path = of((_value, p) => p.at(-1) === 'modifierExtension');
      const value = get(body, path);
      const parent = path.slice(0, -1);
      const home = get(body, parent);
      if (path.length === 0 || !isObject(home)) return body;
      const { modifierExtension: _, ...others } = home;
      return replaced(parent.length === 0 ? [] : parent, { ...others, extension: value });
    }
    case 'rename': {
      const path = of((_value, p) => typeof p.at(-1) === 'string');
      const name = String(path.at(-1));
      const target =
        pick(['low', 'high', 'value', 'valueCode', 'valueQuantity', 'start', 'end', `${name}X`], what) ?? name;
      const value = get(body, path);
      const next = withAt(replaced(path, undefined), [...path.slice(0, -1), target], value);
      return isObject(next) ? next : body;
    }
  }
};

const draw: fc.Arbitrary<Draw> = fc.record({
  where: fc.nat(10_000),
  what: fc.nat(10_000),
  how: fc.constantFrom('delete', 'duplicate', 'number', 'scalar', 'member', 'swap', 'plain', 'rename'),
});

/** What a careless or hostile sender makes of a sound body: up to three changes anywhere in it. */
export const damage: fc.Arbitrary<(body: JsonObject) => JsonObject> = fc
  .array(draw, { minLength: 1, maxLength: 3 })
  .map((draws) => (body: JsonObject) => draws.reduce(mutate, body));
