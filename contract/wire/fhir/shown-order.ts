import { SYSTEM } from '../../codes/canonical.ts';
import type { ShownOrder } from '../../domain/order.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, readCodings } from './concept.ts';
import { type Cursor, decoding, resourceCursor } from './cursor.ts';
import { readBusinessKey } from './identifier.ts';
import { readOptionalInstant } from './instant.ts';
import { resolveOrKeep } from './reference.ts';
import type { IdentifierOf } from './references.ts';

/** The reason: its ICD-10-CM code where there is one, else whatever stands there, so that no reason is taken for none. */
const readReason = (root: Cursor): string | undefined => {
  const reasons = root.get('reasonCode').list();
  const codes = reasons.flatMap((at) => codeIn(at, SYSTEM.icd10cm) ?? []);
  const others = reasons.flatMap((at) => [...readCodings(at).map(({ code }) => code), at.get('text').optionalText()]);
  return codes[0] ?? others.find((text) => text !== undefined);
};

const whoIs = (at: Cursor | undefined, identifierOf: IdentifierOf) =>
  at?.present === true ? resolveOrKeep(at, identifierOf) : undefined;

/**
 * What a server shows of an order to whom it concerns: the five elements that say whose decision it is. An element
 * that is not there is left out; the limits are not looked at. Fails where one of them cannot be read.
 */
export const decodeShownOrder = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<ShownOrder> =>
  decoding(() => {
    const root = resourceCursor(resource, 'ServiceRequest');
    const period = root.get('occurrencePeriod');
    return compact({
      identifier: readBusinessKey(root),
      start: readOptionalInstant(period.get('start')),
      end: readOptionalInstant(period.get('end')),
      requester: whoIs(root.get('requester'), identifierOf),
      responsible: whoIs(root.get('performer').list()[0], identifierOf),
      reason: readReason(root),
    });
  });
