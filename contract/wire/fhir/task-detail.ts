import { SYSTEM } from '../../codes/canonical.ts';
import { INTERPRETATION_SYSTEM } from '../../codes/interpretation.ts';
import { findMeasureCode } from '../../codes/measures.ts';
import type { InboxItem } from '../../domain/inbox-item.ts';
import type { Measure } from '../../domain/measure.ts';
import { Interpretation } from '../../domain/reading.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept, readCodings } from './concept.ts';
import type { Cursor } from './cursor.ts';
import { fhirTime, readInstant } from './instant.ts';
import { mealContextConcept, readMealContext } from './limits.ts';
import { quantity, readShownQuantity } from './quantity.ts';
import { type DetailRows, encodeGathered, ITEM_DETAIL, readGathered } from './task-gathered.ts';
import { referenceTo, resolveOrKeep } from './reference.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';

/** LOINC code of the measure in the unit that is shown. */
const measureCode = (measure: Measure, unit: string | undefined): string =>
  measure === 'weight' ? '29463-7' : unit === 'mmol/L' ? '14743-9' : '41653-7';

const time = (t: string): JsonObject => ({ valueDateTime: fhirTime(t) });
const amount = (q: { value: string; unit: string }): JsonObject => ({ valueQuantity: quantity(q.value, q.unit) });
const given = <T>(value: T | undefined, encode: (v: T) => JsonObject): JsonObject | undefined =>
  value === undefined ? undefined : encode(value);
const ROUTES = ['responsible', 'covering', 'escalated'] as const;

/** `Task.input`: one row a detail, its type from code system item-detail. */
export const encodeDetails = (item: InboxItem, ref: ReferenceTo): JsonObject[] | undefined => {
  const rows: JsonObject[] = [];
  const add = (code: string, value: JsonObject | undefined): void => {
    if (value !== undefined) rows.push({ type: concept(ITEM_DETAIL, code), ...value });
  };
  add(
    'measure',
    given(item.measure, (m) => ({ valueCodeableConcept: concept(SYSTEM.loinc, measureCode(m, item.value?.unit)) })),
  );
  add(
    'routed-as',
    given(item.routedAs, (valueCode) => ({ valueCode })),
  );
  add(
    'rule',
    given(item.rule, (valueCode) => ({ valueCode })),
  );
  for (const code of item.interpretation) {
    add('interpretation', { valueCodeableConcept: concept(INTERPRETATION_SYSTEM, code) });
  }
  add('value', given(item.value, amount));
  add('effective', given(item.effective, time));
  add('submitted', given(item.submitted, time));
  add(
    'late',
    given(item.late, (valueBoolean) => ({ valueBoolean })),
  );
  add('limit', given(item.limit, amount));
  add('limit-from', given(item.limitFrom, time));
  add(
    'context',
    given(item.context, (c) => ({ valueCodeableConcept: mealContextConcept(c) })),
  );
  add(
    'baseline',
    given(item.baseline, (b) => ({ valueReference: referenceTo(ref, 'Observation', b) })),
  );
  add('delta', given(item.delta, amount));
  rows.push(...encodeGathered(item, ref));
  return rows.length === 0 ? undefined : rows;
};

/** The details of an item that its inputs state. Inputs of other types are passed over. */
export const readDetails = (root: Cursor, identifierOf: IdentifierOf) => {
  const byCode = new Map<string | undefined, Cursor[]>();
  for (const input of root.get('input').list()) {
    const code = codeIn(input.get('type'), ITEM_DETAIL);
    const before = byCode.get(code);
    if (before === undefined) byCode.set(code, [input]);
    else before.push(input);
  }
  const rows = (code: string): readonly Cursor[] => byCode.get(code) ?? [];
  const one: DetailRows['one'] = (code, name, read) => {
    const row = rows(code)[0];
    return row === undefined ? undefined : read(row.get(name));
  };
  return compact({
    measure: one('measure', 'valueCodeableConcept', (c) => readCodings(c).map(findMeasureCode).find(Boolean)?.measure),
    routedAs: one('routed-as', 'valueCode', (c): InboxItem['routedAs'] => c.oneOf(ROUTES)),
    rule: one('rule', 'valueCode', (c) => c.text()),
    interpretation: rows('interpretation').flatMap((row) => {
      const code = Interpretation.safeParse(codeIn(row.get('valueCodeableConcept'), INTERPRETATION_SYSTEM));
      return code.success ? [code.data] : [];
    }),
    value: one('value', 'valueQuantity', readShownQuantity),
    effective: one('effective', 'valueDateTime', readInstant),
    submitted: one('submitted', 'valueDateTime', readInstant),
    late: one('late', 'valueBoolean', (c) => c.boolean()),
    limit: one('limit', 'valueQuantity', readShownQuantity),
    limitFrom: one('limit-from', 'valueDateTime', readInstant),
    context: one('context', 'valueCodeableConcept', readMealContext),
    baseline: one('baseline', 'valueReference', (c) => resolveOrKeep(c, identifierOf)),
    delta: one('delta', 'valueQuantity', readShownQuantity),
    ...readGathered({ rows, one }, identifierOf),
  });
};
