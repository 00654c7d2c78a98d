import { isObject, type Json, JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';

const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);
const at = (json: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined =>
  steps.reduce<Json | undefined>((here, step) => {
    if (typeof step === 'number') return isList(here) ? here[step] : undefined;
    return isObject(here) ? here[step] : undefined;
  }, json);
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

const concept = (json: Json | undefined): unknown =>
  listAt(json, 'coding').map((coding) => [at(coding, 'system'), at(coding, 'code')]);
const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);
const references = (json: Json | undefined, name: string): unknown => listAt(json, name).map((r) => at(r, 'reference'));
const identifier = (json: Json | undefined): unknown => [
  at(json, 'identifier', 0, 'system'),
  at(json, 'identifier', 0, 'value'),
];
const quantity = (json: Json | undefined): unknown =>
  json === undefined ? undefined : [plain(at(json, 'value')), at(json, 'code'), at(json, 'comparator')];

const strangers = (json: Json | undefined, known: readonly string[]): readonly string[] =>
  isObject(json) ? Object.keys(json).filter((name) => !known.includes(name)) : [];

const NOTES = ['id', 'extension', 'unheardOf'];
const QUANTITY = ['value', 'unit', 'system', 'code', ...NOTES];

/** Everything of an interval; what it has besides is a part of its meaning that nobody has read. */
const interval = (json: Json): unknown => ({
  tier: at(json, 'category'),
  context: first(concept(at(json, 'context'))),
  low: quantity(at(json, 'range', 'low')),
  high: quantity(at(json, 'range', 'high')),
  inclusive: plain(at(json, 'modifierExtension')),
  strangers: [
    ...strangers(json, ['category', 'context', 'range', 'modifierExtension', ...NOTES]),
    ...strangers(at(json, 'range'), ['low', 'high', ...NOTES]),
    ...strangers(at(json, 'range', 'low'), QUANTITY),
    ...strangers(at(json, 'range', 'high'), QUANTITY),
  ],
});

const rule = (json: Json): unknown => ({
  url: at(json, 'url'),
  subs: listAt(json, 'extension')
    .map((sub) => JSON.stringify(plain(sub), (name, value: unknown) => (name === 'unit' ? undefined : value)))
    .toSorted(),
  strangers: strangers(json, ['url', 'extension', 'id', 'unheardOf']),
});

const definition = (json: JsonObject): Json | undefined =>
  listAt(json, 'contained').find((c) => at(c, 'resourceType') === 'ObservationDefinition');

const OF: Readonly<Record<string, (json: JsonObject) => unknown>> = {
  ServiceRequest: (json) => ({
    status: at(json, 'status'),
    subject: at(json, 'subject', 'reference'),
    performer: references(json, 'performer'),
    from: plain(at(json, 'occurrencePeriod', 'start')),
    to: plain(at(json, 'occurrencePeriod', 'end')),
    unit: first(concept(at(definition(json), 'quantitativeDetails', 'unit'))),
    precision: plain(at(definition(json), 'quantitativeDetails', 'decimalPrecision')),
    intervals: listAt(definition(json), 'qualifiedInterval').map(interval),
    rules: listAt(json, 'modifierExtension').map(rule),
    effectiveFrom: listAt(json, 'extension')
      .filter((e) => String(at(e, 'url')).endsWith('limits-effective-from'))
      .map((e) => plain(at(e, 'valueDateTime'))),
  }),
  Observation: (json) => ({
    status: at(json, 'status'),
    subject: at(json, 'subject', 'reference'),
    at: plain(at(json, 'effectiveDateTime')),
    value: quantity(at(json, 'valueQuantity')),
    absent: first(concept(at(json, 'dataAbsentReason'))),
    contexts: listAt(json, 'component').map((c) => [
      first(concept(at(c, 'code'))),
      first(concept(at(c, 'valueCodeableConcept'))),
    ]),
  }),
  Consent: (json) => ({
    status: at(json, 'status'),
    patient: at(json, 'patient', 'reference'),
    at: plain(at(json, 'dateTime')),
    type: at(json, 'provision', 'type'),
    code: concept(at(json, 'provision', 'code', 0)),
  }),
  Communication: (json) => ({
    recipient: references(json, 'recipient'),
    about: references(json, 'about'),
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
export const meaningOf = (json: JsonObject): unknown => ({
  identifier: identifier(json),
  ...(OF[String(json['resourceType'])]?.(json) as object | undefined),
});
