import type { FiledReading, Quantity } from '../../../contract/domain/index.ts';
import { type Change, each } from './between.ts';

/** Readings with another value or unit than they were sent with. */
export const eachQuantity = (change: (quantity: Quantity) => Quantity): Change<FiledReading> =>
  each((filed) => {
    const { result } = filed.reading;
    if (result.kind !== 'value') return filed;
    return { ...filed, reading: { ...filed.reading, result: { kind: 'value', quantity: change(result.quantity) } } };
  });
