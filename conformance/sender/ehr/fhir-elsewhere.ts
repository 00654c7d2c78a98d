import { keyOf } from '../../../contract/domain/index.ts';
import { accept, type Refusal } from '../../../contract/refusal.ts';
import { isObject, type Json, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { delivered } from './fhir-delivery.ts';
import type { Delivered, Mailbox } from './mailbox.ts';

/** Deeper nobody wraps a reading, and more of them are not looked at. */
const DEEPEST = 12;
const MOST = 500;

/** Every Observation in a body: itself, or contained in it, its entries or parameters at whatever depth. */
export const observationsIn = (body: JsonObject): readonly JsonObject[] => {
  const found: JsonObject[] = [];
  const look = (json: Json | undefined, depth: number): void => {
    if (depth > DEEPEST || found.length >= MOST) return;
    if (Array.isArray(json)) for (const one of json as readonly Json[]) look(one, depth + 1);
    else if (isObject(json)) {
      if (json['resourceType'] === 'Observation') found.push(json);
      else for (const one of Object.values(json)) look(one, depth + 1);
    }
  };
  look(body, 0);
  return found;
};

/**
 * What a request brings that goes where nothing can be written: it arrived all the same, whatever it is answered. `mailbox`:
 * of its address; where that is of no phone, the phone of the patient whom it is about.
 */
export const deliveredElsewhere = (
  body: JsonObject,
  mailbox: Mailbox | undefined,
  all: Iterable<Mailbox>,
  refusal: Refusal,
): readonly (readonly [Mailbox, Delivered])[] => {
  const phones = mailbox === undefined ? [...all] : [mailbox];
  return observationsIn(body).flatMap((observation): (readonly [Mailbox, Delivered])[] => {
    for (const phone of phones) {
      const one = delivered(phone, accept(observation), { way: 'create', refusal });
      if (mailbox !== undefined || (one.reading.ok && keyOf(one.reading.value.patient) === keyOf(phone.patient)))
        return [[phone, one]];
    }
    return [];
  });
};
