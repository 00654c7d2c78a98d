import { structureDefinition } from '../../codes/canonical.ts';
import { MEASURE_OF_UNIT } from '../../codes/measures.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Rule, RuleKind } from '../../domain/rule.ts';
import { compact } from '../json/compact.ts';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import { type Cursor, fail } from './cursor.ts';
import { duration, quantity, readDuration, readQuantity } from './quantity.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import { refuseOthers } from './strict.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';

export const MONITORING_RULE = structureDefinition('monitoring-rule');

/** Sub-extensions of each kind: name → the value[x] it must use. `?` marks those that may be left out. */
const PARTS: Readonly<Record<RuleKind, Readonly<Record<string, string>>>> = {
  change: { direction: 'valueCode', amount: 'valueQuantity', window: 'valueDuration', 'boundary?': 'valueCode' },
  repeated: { count: 'valuePositiveInt', window: 'valueDuration' },
  missing: { period: 'valueDuration' },
  digest: { window: 'valueDuration' },
  escalation: { step: 'valuePositiveInt', after: 'valueDuration', recipient: 'valueReference' },
  summary: { period: 'valueDuration', 'recipient?': 'valueReference' },
  'alert-on': { abnormal: 'valueCode' },
};

const count = (n: number): JsonNumber => new JsonNumber(String(n));

/** One rule of an order as modifierExtension: what does not understand it must refuse the order. */
export const encodeRule = (rule: Rule, ref: ReferenceTo): JsonObject => {
  const parts: JsonObject[] = [{ url: 'kind', valueCode: rule.kind }];
  const add = (url: string, value: JsonObject): void => void parts.push({ url, ...value });
  switch (rule.kind) {
    case 'change':
      add('direction', { valueCode: rule.direction });
      add('amount', { valueQuantity: quantity(rule.amount.value, rule.amount.unit) });
      add('window', { valueDuration: duration(rule.window) });
      add('boundary', { valueCode: rule.boundary });
      break;
    case 'repeated':
      add('count', { valuePositiveInt: count(rule.count) });
      add('window', { valueDuration: duration(rule.window) });
      break;
    case 'missing':
      add('period', { valueDuration: duration(rule.period) });
      break;
    case 'digest':
      add('window', { valueDuration: duration(rule.window) });
      break;
    case 'escalation':
      add('step', { valuePositiveInt: count(rule.step) });
      add('after', { valueDuration: duration(rule.after) });
      add('recipient', { valueReference: referenceTo(ref, 'Recipient', rule.recipient) });
      break;
    case 'summary':
      add('period', { valueDuration: duration(rule.period) });
      if (rule.recipient) add('recipient', { valueReference: referenceTo(ref, 'Recipient', rule.recipient) });
      break;
    case 'alert-on':
      add('abnormal', { valueCode: rule.abnormal });
  }
  return { url: MONITORING_RULE, extension: parts };
};

const RULE = ['url'];

/** The sub-extensions by name, each exactly once, of the right type, and nothing else besides. */
const readParts = (at: Cursor): { kind: RuleKind; part: (name: string) => Cursor } => {
  refuseOthers(at, RULE);
  const found = new Map<string, Cursor>();
  for (const extension of at.get('extension').list()) {
    const url = extension.get('url').text();
    if (found.has(url)) fail('field-not-understood', extension.path, `${url} is given twice`);
    found.set(url, extension);
  }
  const kindAt = found.get('kind')?.get('valueCode') ?? fail('missing-element', `${at.path}.extension('kind')`);
  const kind = kindAt.text();
  const shape = Object.hasOwn(PARTS, kind) ? PARTS[kind as RuleKind] : fail('field-not-understood', kindAt.path, kind);
  const types = new Map(Object.entries(shape).map(([name, type]) => [name.replace('?', ''), type]));
  for (const [name, extension] of found) {
    const type = name === 'kind' ? 'valueCode' : types.get(name);
    if (type === undefined) fail('field-not-understood', extension.path, `${name} is no part of ${kind}`);
    const stray = Object.keys(extension.object()).find((k) => k !== 'url' && k !== type);
    if (stray !== undefined) fail('field-not-understood', `${extension.path}.${stray}`, `expected ${type}`);
  }
  return {
    kind: kind as RuleKind,
    part: (name) => {
      const extension = found.get(name);
      const type = types.get(name) ?? '';
      return extension?.get(type) ?? fail('missing-element', `${at.path}.extension('${name}')`);
    },
  };
};

/** Reads one `monitoring-rule`; `measure` is the order's, whose units an amount must fit. */
export const decodeRule = (at: Cursor, measure: Measure, identifierOf: IdentifierOf): Rule => {
  const { kind, part } = readParts(at);
  const has = (name: string): boolean =>
    at
      .get('extension')
      .list()
      .some((e) => e.get('url').value === name);
  const recipient = (): { system: string; value: string } =>
    resolveOrFail(part('recipient'), identifierOf, 'recipient-unknown');
  switch (kind) {
    case 'change': {
      const amount = readQuantity(part('amount'), 'limit-unit');
      if (MEASURE_OF_UNIT[amount.unit] !== measure) fail('limit-unit', part('amount').get('code').path, amount.unit);
      return {
        kind,
        direction: part('direction').oneOf(['gain', 'loss']),
        amount,
        window: readDuration(part('window')),
        boundary: has('boundary') ? part('boundary').oneOf(['strict', 'inclusive']) : 'strict',
      };
    }
    case 'repeated':
      return { kind, count: part('count').integer(2, Number.MAX_SAFE_INTEGER), window: readDuration(part('window')) };
    case 'missing':
      return { kind, period: readDuration(part('period')) };
    case 'digest':
      return { kind, window: readDuration(part('window')) };
    case 'escalation':
      return {
        kind,
        step: part('step').integer(1, Number.MAX_SAFE_INTEGER),
        after: readDuration(part('after')),
        recipient: recipient(),
      };
    case 'summary':
      return compact({
        kind,
        period: readDuration(part('period')),
        recipient: has('recipient') ? recipient() : undefined,
      });
    case 'alert-on':
      return { kind, abnormal: part('abnormal').oneOf(['each', 'repeated', 'none']) };
  }
};
