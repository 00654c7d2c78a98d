import type { Measure } from '../../domain/measure.ts';
import type { Rule, RuleKind } from '../../domain/rule.ts';
import { refuseHere } from './attempt.ts';
import type { Fields } from './build.ts';
import { ourCode, readOurCode } from './coded.ts';
import type { Namespaces } from './identifier.ts';
import { changeKey, ruleKey } from './order-keys.ts';
import type { ParameterName } from './rule-parameters.ts';
import * as parameter from './rule-parameters.ts';
import type { Segment } from './segment.ts';

/** What a rule kind takes. `identity`: tells two rules of one kind apart, and stays in a deletion. */
interface Shape {
  readonly identity: readonly ParameterName[];
  readonly required: readonly ParameterName[];
  readonly optional: readonly ParameterName[];
}

export const RULE_SHAPES: Readonly<Record<RuleKind, Shape>> = {
  change: { identity: ['DIRECTION', 'WINDOW'], required: ['AMOUNT'], optional: [] },
  repeated: { identity: [], required: ['COUNT', 'WINDOW'], optional: [] },
  missing: { identity: [], required: ['PERIOD'], optional: [] },
  digest: { identity: [], required: ['WINDOW'], optional: [] },
  escalation: { identity: ['STEP'], required: ['AFTER', 'RECIPIENT'], optional: [] },
  summary: { identity: [], required: ['PERIOD'], optional: ['RECIPIENT'] },
  'alert-on': { identity: [], required: ['ABNORMAL'], optional: [] },
};

const parametersOf = (rule: Rule, namespaces: Namespaces): readonly Fields[] => {
  switch (rule.kind) {
    case 'change':
      return [
        parameter.encodeWord('DIRECTION', rule.direction),
        parameter.encodeAmount('AMOUNT', rule.amount, rule.boundary === 'inclusive'),
        parameter.encodeDuration('WINDOW', rule.window),
      ];
    case 'repeated':
      return [parameter.encodeCount('COUNT', rule.count), parameter.encodeDuration('WINDOW', rule.window)];
    case 'missing':
      return [parameter.encodeDuration('PERIOD', rule.period)];
    case 'digest':
      return [parameter.encodeDuration('WINDOW', rule.window)];
    case 'escalation':
      return [
        parameter.encodeCount('STEP', rule.step),
        parameter.encodeDuration('AFTER', rule.after),
        parameter.encodeRecipient('RECIPIENT', rule.recipient, namespaces),
      ];
    case 'summary':
      return [
        parameter.encodeDuration('PERIOD', rule.period),
        ...(rule.recipient === undefined ? [] : [parameter.encodeRecipient('RECIPIENT', rule.recipient, namespaces)]),
      ];
    case 'alert-on':
      return [parameter.encodeWord('ABNORMAL', rule.abnormal)];
  }
};

const deletionOf = (rule: Rule): readonly Fields[] => {
  const deleted = RULE_SHAPES[rule.kind].required.map(parameter.encodeDeleted);
  if (rule.kind === 'change') {
    return [
      parameter.encodeWord('DIRECTION', rule.direction),
      parameter.encodeDuration('WINDOW', rule.window),
      ...deleted,
    ];
  }
  return rule.kind === 'escalation' ? [parameter.encodeCount('STEP', rule.step), ...deleted] : deleted;
};

const group = (kind: RuleKind, number: number, parameters: readonly Fields[]): readonly Fields[] => {
  const header: Fields = { 2: 'CWE', 3: ourCode('RULE', 'Monitoring rule'), 5: ourCode(kind.toUpperCase()) };
  return [header, ...parameters].map((fields) => ({ ...fields, 4: `R${number}` }));
};

/** The rows of rules: a header and its parameters a rule, held together by OBX-4 `R1`, `R2`, … */
export const encodeRules = (
  rules: readonly Rule[],
  deleted: readonly Rule[],
  namespaces: Namespaces,
): readonly Fields[] => [
  ...rules.flatMap((rule, index) => group(rule.kind, index + 1, parametersOf(rule, namespaces))),
  ...deleted.flatMap((rule, index) => group(rule.kind, rules.length + index + 1, deletionOf(rule))),
];

/** True for a row of a rule, header or parameter. */
export const isRuleRow = (row: Segment): boolean => {
  const code = readOurCode(row, 3);
  return code === 'RULE' || code?.startsWith('RULE.') === true;
};

type Parameters = ReadonlyMap<ParameterName, Segment>;

const isParameter = (name: string): name is ParameterName => Object.hasOwn(parameter.PARAMETER_TYPE, name);

const headerOf = (rows: readonly Segment[]): { header: Segment; kind: RuleKind } => {
  const [header, second] = rows.filter((row) => readOurCode(row, 3) === 'RULE');
  const [first] = rows;
  if (header === undefined || second !== undefined) {
    return refuseHere('field-not-understood', (second ?? first)?.place(4), 'a rule has one header row');
  }
  const name = readOurCode(header, 5);
  const kind = (Object.keys(RULE_SHAPES) as RuleKind[]).find((known) => known.toUpperCase() === name);
  return kind === undefined
    ? refuseHere('field-not-understood', header.place(5), `no such rule: ${header.text(5).slice(0, 40)}`)
    : { header, kind };
};

const collect = (rows: readonly Segment[], shape: Shape): Parameters => {
  const found = new Map<ParameterName, Segment>();
  const allowed = [...shape.identity, ...shape.required, ...shape.optional];
  for (const row of rows) {
    const name = readOurCode(row, 3)?.slice('RULE.'.length) ?? '';
    if (!isParameter(name) || !allowed.includes(name) || found.has(name)) {
      return refuseHere('field-not-understood', row.place(3), `${row.text(3).slice(0, 40)} has no place in this rule`);
    }
    if (row.text(2) !== parameter.PARAMETER_TYPE[name]) {
      return refuseHere('field-not-understood', row.place(2), `${name} is of type ${parameter.PARAMETER_TYPE[name]}`);
    }
    found.set(name, row);
  }
  return found;
};

const toRule = (
  kind: RuleKind,
  at: (name: ParameterName) => Segment,
  has: (name: ParameterName) => boolean,
  measure: Measure,
  namespaces: Namespaces,
): Rule => {
  switch (kind) {
    case 'change': {
      const { amount, inclusive } = parameter.decodeAmount(at('AMOUNT'), measure);
      const direction = parameter.decodeWord(at('DIRECTION'), ['gain', 'loss']);
      const window = parameter.decodeDuration(at('WINDOW'));
      return { kind, direction, amount, window, boundary: inclusive ? 'inclusive' : 'strict' };
    }
    case 'repeated':
      return { kind, count: parameter.decodeCount(at('COUNT'), 2), window: parameter.decodeDuration(at('WINDOW')) };
    case 'missing':
      return { kind, period: parameter.decodeDuration(at('PERIOD')) };
    case 'digest':
      return { kind, window: parameter.decodeDuration(at('WINDOW')) };
    case 'escalation':
      return {
        kind,
        step: parameter.decodeCount(at('STEP'), 1),
        after: parameter.decodeDuration(at('AFTER')),
        recipient: parameter.decodeRecipient(at('RECIPIENT'), namespaces),
      };
    case 'summary':
      return {
        kind,
        period: parameter.decodeDuration(at('PERIOD')),
        ...(has('RECIPIENT') ? { recipient: parameter.decodeRecipient(at('RECIPIENT'), namespaces) } : {}),
      };
    case 'alert-on':
      return { kind, abnormal: parameter.decodeWord(at('ABNORMAL'), ['each', 'repeated', 'none']) };
  }
};

const deletedKey = (kind: RuleKind, at: (name: ParameterName) => Segment): string => {
  if (kind === 'change') {
    return changeKey(parameter.decodeWord(at('DIRECTION'), ['gain', 'loss']), parameter.decodeDuration(at('WINDOW')));
  }
  return kind === 'escalation' ? `ESCALATION ${parameter.decodeCount(at('STEP'), 1)}` : kind.toUpperCase();
};

/** Refuses a deletion that gives a parameter a value: who meant to change the rule would lose it. */
const refuseKept = (found: Parameters, { required }: Shape, kind: RuleKind): void => {
  for (const name of required) {
    const row = found.get(name);
    if (row !== undefined && !row.isNull(5))
      refuseHere('bad-value', row.place(5), `RULE.${name} of ${kind} has a value, and another one is deleted`);
  }
};

/** What the rule rows of one message say. */
export interface DecodedRules {
  readonly rules: Rule[];
  readonly deleted: readonly { readonly key: string; readonly row: Segment }[];
}

/**
 * Reads rule rows. Refusals, each at its row: `field-not-understood` (no or two headers, unknown
 * kind or parameter, wrong type), `limits-contradictory` (a rule stated twice), `missing-element`,
 * `bad-value`, `limit-unit`.
 */
export const decodeRules = (rows: readonly Segment[], measure: Measure, namespaces: Namespaces): DecodedRules => {
  const rules: Rule[] = [];
  const deleted: { key: string; row: Segment }[] = [];
  const keys = new Set<string>();
  for (const [, members] of Map.groupBy(rows, (row) => row.text(4))) {
    const { header, kind } = headerOf(members);
    const shape = RULE_SHAPES[kind];
    const found = collect(
      members.filter((row) => row !== header),
      shape,
    );
    const at = (name: ParameterName): Segment =>
      found.get(name) ?? refuseHere('missing-element', header.place(5), `RULE.${name} of ${kind}`);
    const gone = shape.required.some((name) => found.get(name)?.isNull(5) === true);
    if (gone) refuseKept(found, shape, kind);
    const rule = gone ? undefined : toRule(kind, at, (name) => found.has(name), measure, namespaces);
    const key = rule === undefined ? deletedKey(kind, at) : ruleKey(rule);
    if (keys.has(key)) return refuseHere('limits-contradictory', header.place(5), `${key} is stated twice`);
    keys.add(key);
    if (rule === undefined) deleted.push({ key, row: header });
    else rules.push(rule);
  }
  return { rules, deleted };
};
