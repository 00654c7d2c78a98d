import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Order, Reading } from '../../domain/index.ts';
import type { Outcome } from '../../refusal.ts';
import * as arbitrary from './arbitraries.test-helper.ts';
import { ENVELOPE, NAMESPACES } from './arbitraries.test-helper.ts';
import { parseMessage } from './message.ts';
import type { Message } from './message.ts';
import { MllpFramer, frame } from './mllp.ts';
import { missingFromChange, orderKeys } from './order-keys.ts';
import { decodeOrderMessage, encodeOrderMessage } from './order.ts';
import { decodeReadingMessage, encodeReadingMessage } from './reading.ts';

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};
/** Over the wire and back: bytes, frame, bytes, message. */
const sent = (text: string): Message => {
  const [received] = new MllpFramer().push(frame(text));
  if (received === undefined) throw new Error('no frame');
  return value(parseMessage(received.bytes));
};
const form = fc.constantFrom('OMG^O19' as const, 'ORM^O01' as const);

describe('what is encoded comes back as it was', () => {
  test('generated orders and readings are domain values', () => {
    fc.assert(fc.property(arbitrary.order(), (order) => Order.safeParse(order).success));
    fc.assert(fc.property(arbitrary.reading(), (reading) => Reading.safeParse(reading).success));
  });

  test('a new order, in both forms', () => {
    fc.assert(
      fc.property(arbitrary.order(), form, (order, as) => {
        const message = sent(encodeOrderMessage(order, 'NW', ENVELOPE, NAMESPACES, as));
        expect(value(decodeOrderMessage(message, NAMESPACES))).toEqual({ control: 'NW', order });
      }),
      { numRuns: 500 },
    );
  });

  test('a changed order, active or on hold', () => {
    fc.assert(
      fc.property(fc.oneof(arbitrary.order('active'), arbitrary.order('on-hold')), form, (order, as) => {
        const message = sent(encodeOrderMessage(order, 'XO', ENVELOPE, NAMESPACES, as));
        expect(value(decodeOrderMessage(message, NAMESPACES))).toEqual({
          control: 'XO',
          order,
          deletedRows: [],
          replaced: [],
        });
      }),
    );
  });

  test('a change from any version to any other deletes exactly what is gone', () => {
    fc.assert(
      fc.property(arbitrary.order(), arbitrary.order(), (before, after) => {
        const previous: Order = { ...before, measure: after.measure, unit: after.unit };
        const message = sent(encodeOrderMessage(after, 'XO', ENVELOPE, NAMESPACES, 'OMG^O19', previous));
        const decoded = value(decodeOrderMessage(message, NAMESPACES));
        if (decoded.control !== 'XO') throw new Error('not a change');
        expect(decoded.order).toEqual(after);
        expect(new Set(decoded.deletedRows)).toEqual(
          new Set(orderKeys(previous)).difference(new Set(orderKeys(after))),
        );
        expect(missingFromChange(previous, decoded.order, decoded.deletedRows)).toEqual([]);
        expect(missingFromChange(previous, decoded.order, []).length).toBe(decoded.deletedRows.length);
        const went = (['reason', 'group'] as const).filter(
          (one) => previous[one] !== undefined && after[one] === undefined,
        );
        expect(decoded.replaced).toEqual(went);
      }),
    );
  });

  test('hold, release, discontinue and cancel name the order and its patient', () => {
    fc.assert(
      fc.property(arbitrary.order(), fc.constantFrom('DC', 'CA', 'HD', 'RL'), form, (order, control, as) => {
        const message = sent(encodeOrderMessage(order, control, ENVELOPE, NAMESPACES, as));
        const { identifier, patient, effectiveFrom } = order;
        expect(value(decodeOrderMessage(message, NAMESPACES))).toEqual({
          control,
          order: { identifier, patient, ...(effectiveFrom === undefined ? {} : { effectiveFrom }) },
        });
      }),
    );
  });

  test('readings, corrections and erasures, several to a message, of several patients', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.reading(), { minLength: 1, maxLength: 4 }), (readings) => {
        const message = sent(encodeReadingMessage(readings, ENVELOPE, NAMESPACES));
        expect(value(decodeReadingMessage(message, NAMESPACES))).toEqual(readings);
      }),
      { numRuns: 100 },
    );
  });
});
