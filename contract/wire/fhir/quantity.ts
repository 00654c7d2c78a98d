import { SYSTEM } from '../../codes/canonical.ts';
import type { RefusalName } from '../../codes/refusals.ts';
import { UnitCode, type Quantity } from '../../domain/quantity.ts';
import type { Duration } from '../../domain/time.ts';
import { DurationUnit } from '../../domain/time.ts';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import { type Cursor, fail } from './cursor.ts';
import { refuseOthers } from './strict.ts';

/** A Quantity with its digits as they are and a UCUM code. */
export const quantity = (value: string, unit: string): JsonObject => ({
  value: new JsonNumber(value),
  unit: unit === '[lb_av]' ? 'lb' : unit,
  system: SYSTEM.ucum,
  code: unit,
});

/** The UCUM code of a quantity, or a refusal named by the caller: an unknown unit is not the same fault everywhere. */
export const readUnit = (at: Cursor, refusal: RefusalName): UnitCode => {
  const code = at.get('code');
  if (!code.present) fail(at.get('unit').present ? refusal : 'missing-element', code.path, 'a UCUM code is needed');
  if (at.get('system').value !== SYSTEM.ucum) fail(refusal, `${at.path}.system`, `expected ${SYSTEM.ucum}`);
  const unit = UnitCode.safeParse(code.text());
  return unit.success ? unit.data : fail(refusal, code.path, code.text());
};

const KNOWN_UNITS: readonly string[] = [...UnitCode.options, ...DurationUnit.options];
const MEMBERS = ['value', 'unit', 'system', 'code'] as const;

/** The unit that a person reads must not be another known one than the code says. */
export const checkShown = (at: Cursor, code: string, refusal: RefusalName): void => {
  const shown = at.get('unit').value;
  const named = shown === 'lb' ? '[lb_av]' : shown;
  if (typeof named === 'string' && named !== code && KNOWN_UNITS.includes(named))
    fail(refusal, `${at.path}.code`, `${code} beside the unit ${named}`);
};

/** A plain quantity: a comparator would change its meaning and is refused, and so is whatever is not understood. */
export const readQuantity = (at: Cursor, unknownUnit: RefusalName): Quantity => {
  const value = at.get('value').decimal();
  if (at.get('comparator').present) fail('bad-value', `${at.path}.comparator`, 'no comparator here');
  refuseOthers(at, MEMBERS);
  const unit = readUnit(at, unknownUnit);
  checkShown(at, unit, unknownUnit);
  return { value, unit };
};

/** A quantity as somebody else shows it: the unit is kept as it stands. */
export const readShownQuantity = (at: Cursor): { value: string; unit: string } => ({
  value: at.get('value').decimal(),
  unit: at.get('code').optionalText() ?? at.get('unit').optionalText() ?? '',
});

export const duration = (d: Duration): JsonObject => ({
  value: new JsonNumber(String(d.value)),
  unit: d.unit,
  system: SYSTEM.ucum,
  code: d.unit,
});

export const readDuration = (at: Cursor): Duration => {
  if (at.get('system').value !== SYSTEM.ucum) fail('bad-value', `${at.path}.system`, `expected ${SYSTEM.ucum}`);
  if (at.get('comparator').present) fail('bad-value', `${at.path}.comparator`, 'no comparator here');
  refuseOthers(at, MEMBERS);
  const unit = at.get('code').oneOf(DurationUnit.options);
  checkShown(at, unit, 'bad-value');
  return { value: at.get('value').integer(1, 100_000), unit };
};
