import { SYSTEM } from '../../../contract/codes/canonical.ts';
import { INTERPRETATION_SYSTEM } from '../../../contract/codes/interpretation.ts';
import { MEAL_CONTEXT_KEY_MDC, MEAL_CONTEXT_MDC } from '../../../contract/codes/measures.ts';
import { LIMITS_EFFECTIVE_FROM } from '../../../contract/wire/fhir/order.ts';
import { isObject, type Json, JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';

const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);
/** Null, which FHIR does not know as a value, is nothing. */
const at = (json: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined =>
  steps.reduce<Json | undefined>((here, step) => {
    if (typeof step === 'number') return isList(here) ? here[step] : undefined;
    return isObject(here) ? here[step] : undefined;
  }, json) ?? undefined;
const listAt = (json: Json | undefined, name: string): readonly Json[] => {
  const list = at(json, name);
  return isList(list) ? list : [];
};

/** Written in one way: numbers by value, instants by instant, members by name. */
const plain = (json: Json | undefined): unknown => {
  if (json instanceof JsonNumber) return Number(json.text);
  if (typeof json === 'string') return /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(json) ? instantOf(json) : json;
  if (isList(json)) return json.map(plain);
  if (!isObject(json)) return json ?? undefined;
  return Object.fromEntries(
    Object.keys(json)
      .toSorted()
      .map((name) => [name, plain(json[name])]),
  );
};

/** To the millisecond; a leap second is the first of the next minute. */
const instantOf = (text: string): number | string => {
  const ms = Date.parse(text.replace(/:60(?=[.Z+-])/, ':59').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(ms) ? text : ms;
};

/** Codings with system and code; others say nothing. */
const concept = (json: Json | undefined): readonly string[] =>
  listAt(json, 'coding').flatMap((coding) => {
    const [system, code] = [at(coding, 'system'), at(coding, 'code')];
    return typeof system === 'string' && typeof code === 'string' ? [`${system}|${code}`] : [];
  });
const first = <T>(list: readonly T[]): T | undefined => list[0];
const references = (json: Json | undefined, name: string): unknown => listAt(json, name).map((r) => at(r, 'reference'));
const identifier = (json: Json | undefined): unknown => [
  at(json, 'identifier', 0, 'system'),
  at(json, 'identifier', 0, 'value'),
];
const quantity = (json: Json | undefined): unknown =>
  json === undefined ? undefined : [plain(at(json, 'value')), at(json, 'code'), at(json, 'comparator')];

/** Null and a list of nothing, which FHIR does not know, say nothing that could be passed over. */
const isNothing = (json: Json | undefined): boolean => json === null || (isList(json) && json.length === 0);

const strangers = (json: Json | undefined, known: readonly string[]): readonly string[] =>
  isObject(json) ? Object.keys(json).filter((name) => !known.includes(name) && !isNothing(json[name])) : [];

const MEAL = `${SYSTEM.mdc}|${MEAL_CONTEXT_KEY_MDC}`;
const KNOWN_CONTEXTS: readonly string[] = Object.values(MEAL_CONTEXT_MDC).map((code) => `${SYSTEM.mdc}|${code}`);

const ARROWS = ['<', '>'].map((code) => `${INTERPRETATION_SYSTEM}|${code}`);

const NOTES = ['id', 'extension', 'unheardOf'];

/** Everything of an interval; what it has besides is a part of its meaning that nobody has read. */
const interval = (json: Json): unknown => ({
  tier: at(json, 'category'),
  context: first(concept(at(json, 'context'))),
  low: quantity(at(json, 'range', 'low')),
  high: quantity(at(json, 'range', 'high')),
  inclusive: listAt(json, 'modifierExtension').map(plain),
  strangers: [
    ...strangers(json, ['category', 'context', 'range', 'modifierExtension', ...NOTES]),
    ...strangers(at(json, 'range'), ['low', 'high', ...NOTES]),
  ],
});

const rule = (json: Json): unknown => ({
  url: at(json, 'url'),
  subs: listAt(json, 'extension')
    .filter((sub) => !(at(sub, 'url') === 'boundary' && at(sub, 'valueCode') === 'strict'))
    // But for the unit's label, which its code decides, and what means nothing.
    .map((sub) =>
      JSON.stringify(plain(sub), (name, value: unknown) => (/^(unitx?|unheardOf)$/.test(name) ? undefined : value)),
    )
    .toSorted(),
  strangers: strangers(json, ['url', 'extension', 'id', 'unheardOf']),
});

const definition = (json: JsonObject): Json | undefined =>
  listAt(json, 'contained').find((c) => at(c, 'resourceType') === 'ObservationDefinition');

/** The one known meal context; two of them mean none. */
const contextOf = (json: JsonObject): string | undefined => {
  const stated = listAt(json, 'component').filter((c) => concept(at(c, 'code')).includes(MEAL));
  const known = stated.map((c) => concept(at(c, 'valueCodeableConcept')).find((code) => KNOWN_CONTEXTS.includes(code)));
  return known.length === 1 ? known[0] : undefined;
};

const OF: Readonly<Record<string, (json: JsonObject) => unknown>> = {
  ServiceRequest: (json) => ({
    status: at(json, 'status'),
    subject: at(json, 'subject', 'reference'),
    responsible: at(json, 'performer', 0, 'reference'),
    from: plain(at(json, 'occurrencePeriod', 'start')),
    to: plain(at(json, 'occurrencePeriod', 'end')),
    unit: first(concept(at(definition(json), 'quantitativeDetails', 'unit'))),
    precision: plain(at(definition(json), 'quantitativeDetails', 'decimalPrecision')),
    intervals: listAt(definition(json), 'qualifiedInterval').map(interval),
    rules: listAt(json, 'modifierExtension').map(rule),
    effectiveFrom: listAt(json, 'extension')
      .filter((e) => at(e, 'url') === LIMITS_EFFECTIVE_FROM)
      .map((e) => plain(at(e, 'valueDateTime'))),
  }),
  Observation: (json) => ({
    status: at(json, 'status'),
    subject: at(json, 'subject', 'reference'),
    at: plain(at(json, 'effectiveDateTime')),
    value: quantity(at(json, 'valueQuantity')),
    arrows: ARROWS.filter((arrow) => listAt(json, 'interpretation').flatMap(concept).includes(arrow)),
    // Any other reason is of a failed measurement.
    beyond: concept(at(json, 'dataAbsentReason')).find((code) =>
      /data-absent-reason\|(positive|negative)-infinity$/.test(code),
    ),
    context: contextOf(json),
  }),
  Consent: (json) => ({
    status: at(json, 'status'),
    patient: at(json, 'patient', 'reference'),
    at: plain(at(json, 'dateTime')),
    type: at(json, 'provision', 'type'),
    code: first(concept(at(json, 'provision', 'code', 0))),
  }),
  Communication: (json) => ({
    recipient: references(json, 'recipient'),
    about: at(json, 'about', 0, 'reference'),
    sender: at(json, 'sender', 'reference'),
    text: listAt(json, 'payload').map((p) => at(p, 'contentString')),
  }),
  CareTeam: (json) => ({
    name: at(json, 'name'),
    members: listAt(json, 'participant').map((p) => at(p, 'member', 'reference')),
  }),
  Device: (json) => ({ patient: at(json, 'patient', 'reference'), serial: at(json, 'serialNumber') }),
  Patient: (json) => ({ family: at(json, 'name', 0, 'family'), born: at(json, 'birthDate') }),
  PractitionerRole: (json) => ({ name: at(json, 'practitioner', 'display') }),
};

/** What of a resource must be kept as it was sent, if it was taken at all. */
export const meaningOf = (json: JsonObject): object => ({
  identifier: identifier(json),
  ...(OF[String(json['resourceType'])]?.(json) as object | undefined),
});
