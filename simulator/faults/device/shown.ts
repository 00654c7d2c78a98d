import type { UnitCode } from '../../../contract/domain/index.ts';
import type { DeviceRecord } from '../../layers.ts';

/** The number that a record shows, or undefined where it shows none. */
export const shownNumber = ({ result }: DeviceRecord): number | undefined =>
  result.kind === 'value' ? Number(result.quantity.value) : undefined;

/** How many decimals the record's number has, 0 where it shows none. */
export function shownDecimals({ result }: DeviceRecord): number {
  if (result.kind !== 'value') return 0;
  const point = result.quantity.value.indexOf('.');
  return point === -1 ? 0 : result.quantity.value.length - point - 1;
}

/** The record with another number on its display, rounded to so many decimals. */
export const showing = (record: DeviceRecord, value: number, unit: UnitCode, decimals: number): DeviceRecord => ({
  ...record,
  unit,
  result: { kind: 'value', quantity: { value: value.toFixed(decimals), unit } },
});

export const isGlucose = ({ unit }: DeviceRecord): boolean => unit === 'mg/dL' || unit === 'mmol/L';
