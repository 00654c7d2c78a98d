import { isObject, type Json, JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';

/**
 * What an order says, read from its JSON by nothing but this file: one line a fact, so that two orders say the same
 * where their lines are the same. Whatever is not known here stands in a line of its own, and is never the same.
 */

const V = 'https://vitalproof.example/fhir/StructureDefinition';
const UCUM = 'http://unitsofmeasure.org';

const objects = (json: Json | undefined): readonly JsonObject[] =>
  Array.isArray(json) ? (json as readonly Json[]).filter((item) => isObject(item)) : [];
const object = (json: Json | undefined): JsonObject => (isObject(json) ? json : {});

/** `160.0`, `160` and `1.6e2` are one number. */
const number = (json: Json | undefined): string => {
  if (!(json instanceof JsonNumber)) return `no number: ${JSON.stringify(json)}`;
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(json.text) ?? [];
  const places = fraction.length - Number(exponent);
  const digits = `${whole}${fraction}`.padEnd(whole.length + fraction.length + Math.max(0, -places), '0');
  const cut = Math.max(0, places);
  const padded = digits.padStart(cut + 1, '0');
  const [before, after] = [padded.slice(0, padded.length - cut), padded.slice(padded.length - cut)];
  return `${sign}${before.replace(/^0+(?=\d)/, '')}.${after.replace(/0+$/, '')}`;
};

const instant = (json: Json | undefined): string =>
  typeof json === 'string' && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(json)
    ? String(Date.parse(json))
    : `no instant: ${JSON.stringify(json)}`;

/** Everything that a thing has beside what is named, and beside ids and plain extensions. */
const rest = (of: JsonObject, ...known: string[]): string =>
  JSON.stringify(
    Object.entries(of)
      .filter(
        ([name, value]) =>
          value !== undefined && value !== null && ![...known, 'id', 'extension'].includes(name.replace(/^_/, '')),
      )
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const quantity = (json: Json | undefined): string => {
  const q = object(json);
  const shown = q['unit'] === 'lb' ? '[lb_av]' : q['unit'];
  const codes = ['mg/dL', 'mmol/L', 'kg', 'g', '[lb_av]', 'min', 'h', 'd', 'wk'];
  const contradiction = codes.includes(String(shown)) && shown !== q['code'] ? ` shown as ${String(shown)}` : '';
  return `${number(q['value'])} ${String(q['system'])} ${String(q['code'])}${contradiction} ${rest(q, 'value', 'system', 'code', 'unit')}`;
};

/** A coding without a code names nothing. */
const codings = (json: Json | undefined, system: string): string => {
  const named = objects(object(json)['coding']).filter((c) => c['system'] === system && typeof c['code'] === 'string');
  return [...new Set(named.map((c) => String(c['code'])))].toSorted().join('+');
};

const interval = (of: JsonObject): string => {
  const range = object(of['range']);
  const side = (name: string): string =>
    range[name] === undefined || range[name] === null ? 'none' : quantity(range[name]);
  return [
    String(of['category']),
    of['context'] === undefined ? 'general' : `in ${codings(of['context'], 'urn:iso:std:iso:11073:10101')}`,
    `low ${side('low')} high ${side('high')} ${rest(range, 'low', 'high')}`,
    JSON.stringify(of['modifierExtension'] ?? []),
    rest(of, 'category', 'context', 'range', 'modifierExtension'),
  ].join(' ');
};

const part = (of: JsonObject): string => {
  const names = Object.keys(of).filter((name) => name !== 'url');
  const values = names.map((name) => {
    const value = of[name];
    if (name === 'valueQuantity' || name === 'valueDuration') return quantity(value);
    if (name === 'valuePositiveInt') return number(value);
    if (name === 'valueReference') return String(object(value)['reference']);
    return `${name} ${JSON.stringify(value)}`;
  });
  return `${String(of['url'])}: ${values.join(' and ')}`;
};

/** A change that says nothing of its boundary is strict. */
const rule = (of: JsonObject): string => {
  const parts = objects(of['extension']).map(part);
  const isChange = parts.some((p) => p.startsWith('kind:') && p.includes('"change"'));
  const bound = isChange && !parts.some((p) => p.startsWith('boundary:')) ? ['boundary: valueCode "strict"'] : [];
  return `${String(of['url'])} { ${[...parts, ...bound].toSorted().join('; ')} } ${rest(of, 'url')}`;
};

/** Our own extensions are no plain ones: where one stands that is none of this place, it says something that was not heard. */
const misplaced = (json: Json | undefined, path: string): readonly string[] => {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap((item) => misplaced(item, path));
  if (!isObject(json)) return [];
  return Object.entries(json).flatMap(([name, value]) => [
    ...(name === 'extension'
      ? objects(value)
          .map((e) => String(e['url']))
          .filter((url) => url === `${V}/monitoring-rule` || url === `${V}/inclusive-limit`)
          .map((url) => `${url} as extension of ${path}`)
      : []),
    ...(name === 'modifierExtension' && path !== 'order' && !path.endsWith('qualifiedInterval')
      ? [`modifier of ${path}: ${JSON.stringify(value)}`]
      : []),
    ...misplaced(value, `${path}.${name}`),
  ]);
};

/** Whether, and when, to do it, said otherwise than by status and period. */
const CONDITIONS = [
  'doNotPerform',
  'asNeededBoolean',
  'asNeededCodeableConcept',
  'occurrenceDateTime',
  'occurrenceTiming',
  'implicitRules',
];

/** SNOMED codes of the two measures; others say nothing of which it is. */
const MEASURES: readonly string[] = ['359772000', '307818003'];

/** Every fact of an order, sorted. The instant from which it holds is left out: a server fills it in. */
export const factsOf = (order: JsonObject): readonly string[] => {
  const period = object(order['occurrencePeriod']);
  const limits = objects(order['contained']).filter((c) => c['resourceType'] === 'ObservationDefinition');
  const facts = [
    `status ${String(order['status'])} intent ${String(order['intent'])}`,
    `identifier ${JSON.stringify([objects(order['identifier'])[0]?.['system'], objects(order['identifier'])[0]?.['value']])}`,
    `of ${codings(order['code'], 'http://snomed.info/sct')
      .split('+')
      .filter((code) => MEASURES.includes(code))
      .join()}`,
    `for ${String(object(order['subject'])['reference'])} by ${String(object(order['requester'])['reference'])} to ${String(objects(order['performer'])[0]?.['reference'])}`,
    `from ${instant(period['start'])} to ${instant(period['end'])} ${rest(period, 'start', 'end')} authored ${instant(order['authoredOn'])}`,
    ...CONDITIONS.flatMap((name) => {
      const value = order[name];
      return value === undefined || value === null || value === false ? [] : [`${name} ${JSON.stringify(value)}`];
    }),
    `definitions ${limits.length}`,
    ...limits.flatMap((definition) => {
      const details = object(definition['quantitativeDetails']);
      const precision = details['decimalPrecision'];
      return [
        `unit ${codings(details['unit'], UCUM)} precision ${precision === undefined || precision === null ? 'none' : number(precision)} ${rest(details, 'unit', 'decimalPrecision')}`,
        ...objects(definition['qualifiedInterval']).map((of) => `interval ${interval(of)}`),
        ...['validCodedValueSet', 'normalCodedValueSet', 'abnormalCodedValueSet', 'criticalCodedValueSet']
          .filter((name) => definition[name] !== undefined)
          .map((name) => `${name} ${JSON.stringify(definition[name])}`),
      ];
    }),
    ...objects(order['modifierExtension']).map((of) => `rule ${rule(of)}`),
    ...misplaced(order, 'order'),
  ];
  return facts.toSorted();
};

/** The instant from which a version holds, as it was stated; undefined: it was not. */
export const statedFrom = (order: JsonObject): string | undefined => {
  const stated = objects(order['extension']).filter((e) => e['url'] === `${V}/limits-effective-from`);
  return stated.length === 0 ? undefined : stated.map((e) => instant(e['valueDateTime'])).join(' and ');
};
