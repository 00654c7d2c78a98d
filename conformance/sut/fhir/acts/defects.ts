import { JsonNumber, type JsonObject, isObject, writeLossless } from '../../../../contract/wire/json/lossless.ts';
import type { WireDefect } from '../../../history/lines.ts';

const RAW = '@@vitalproof-raw@@';

const withQuantity = (resource: JsonObject, change: (quantity: JsonObject) => JsonObject): JsonObject =>
  isObject(resource['valueQuantity']) ? { ...resource, valueQuantity: change(resource['valueQuantity']) } : resource;

/** With a quantity in any case: that of a result without a number (HI, LO, a failed measurement) stands in place of the absence. */
const withSomeQuantity = ({ dataAbsentReason: _absence, ...resource }: JsonObject): JsonObject => ({
  ...resource,
  valueQuantity: isObject(resource['valueQuantity']) ? resource['valueQuantity'] : {},
});

/** A number token as it stands, even where JSON has no such number; a text that is none goes as a string. */
const badNumber = (resource: JsonObject, text: string): string =>
  writeLossless(withQuantity(withSomeQuantity(resource), (q) => ({ ...q, value: RAW }))).replace(
    `"${RAW}"`,
    /^-?\d+(?:\.\d+)?$/.test(text) ? new JsonNumber(text).text : JSON.stringify(text),
  );

/** The Observation with a defect that the domain cannot express. `sender-of` lies in the credentials alone. */
export const withDefect = (resource: JsonObject, defect: WireDefect | undefined): JsonObject | string => {
  if (defect?.kind === 'bad-number') return badNumber(resource, defect.text);
  if (defect?.kind === 'unknown-unit')
    return withQuantity(resource, (q) => ({ ...q, unit: defect.unit, code: defect.unit }));
  if (defect?.kind === 'unmarked') {
    const { meta: _mark, ...rest } = resource;
    return rest;
  }
  if (defect?.kind === 'time-without-offset')
    return {
      ...resource,
      effectiveDateTime: String(resource['effectiveDateTime']).replace(/(?:Z|[+-]\d\d:\d\d)$/, ''),
    };
  return resource;
};
