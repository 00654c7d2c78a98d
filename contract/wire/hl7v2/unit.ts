import { UnitCode } from '../../domain/quantity.ts';
import { DurationUnit } from '../../domain/time.ts';
import type { Raw } from './build.ts';
import { composite } from './build.ts';
import { refuseHere } from './attempt.ts';
import type { Segment } from './segment.ts';

/** 11073-10101 dimensions that are the same units. Source: standards.md 4.2; grams by the nomenclature's base term. */
const MDC_UNITS: ReadonlyMap<string, UnitCode> = new Map([
  ['264274', 'mg/dL'],
  ['266866', 'mmol/L'],
  ['263875', 'kg'],
  ['263872', 'g'],
  ['263904', '[lb_av]'],
]);

const MDC_NAMES: Readonly<Record<UnitCode, string>> = {
  'mg/dL': 'MDC_DIM_MILLI_G_PER_DL',
  'mmol/L': 'MDC_DIM_MILLI_MOLE_PER_L',
  kg: 'MDC_DIM_KILO_G',
  g: 'MDC_DIM_G',
  '[lb_av]': 'MDC_DIM_LB',
};

/** OBX-6 by the 11073 nomenclature: `264274^MDC_DIM_MILLI_G_PER_DL^MDC`. */
export const encodeMdcUnit = (unit: UnitCode): Raw => {
  const [code] = [...MDC_UNITS].find(([, twin]) => twin === unit) ?? [];
  return composite(code, MDC_NAMES[unit], 'MDC');
};

/** OBX-6: `mg/dL^mg/dL^UCUM`. */
export const encodeUnit = (unit: UnitCode | DurationUnit): Raw => composite(unit, unit, 'UCUM');

/** The code in OBX-6 from this component on, or in its alternate, from the fourth. */
const ucum = (row: Segment, first: 1 | 4 = 1): string | undefined =>
  ['', 'UCUM'].includes(row.text(6, { component: first + 2 })) ? row.text(6, { component: first }) : undefined;

/** The unit in OBX-6 where it is one of a measure. */
export const unitOf = (row: Segment, first: 1 | 4 = 1): UnitCode | undefined => {
  const isMdc = row.text(6, { component: first + 2 }) === 'MDC';
  const twin = isMdc ? MDC_UNITS.get(row.text(6, { component: first })) : undefined;
  const text = twin ?? ucum(row, first);
  // Mostly there is no alternate, and a schema that refuses writes down why.
  return text === undefined || text === '' ? undefined : UnitCode.safeParse(text).data;
};

/**
 * OBX-6 of a value: the exact UCUM code, or its MDC twin. Refused with `missing-element` when empty, with `bad-value`
 * where the alternate is another unit, else as `unknown` says; `MG/DL` and `lb` are other strings and so unknown.
 */
export const decodeUnit = (row: Segment, unknown: 'unknown-unit' | 'limit-unit'): UnitCode => {
  if (row.text(6) === '') return refuseHere('missing-element', row.place(6), 'a unit');
  const unit = unitOf(row) ?? refuseHere(unknown, row.place(6), `unit ${row.text(6).slice(0, 40)}`);
  const other = unitOf(row, 4);
  // 7 mg/dL is a dangerous low, and 7 mmol/L is well.
  return other === undefined || other === unit ? unit : refuseHere('bad-value', row.place(6), `${unit} and ${other}`);
};

/** OBX-6 of a length of time: min, h, d or wk. Refused with `missing-element` or `bad-value`. */
export const decodeDurationUnit = (row: Segment): DurationUnit => {
  if (row.text(6) === '') return refuseHere('missing-element', row.place(6), 'a unit of time');
  const unit = DurationUnit.safeParse(ucum(row));
  return unit.success ? unit.data : refuseHere('bad-value', row.place(6), `unit ${row.text(6).slice(0, 40)}`);
};
