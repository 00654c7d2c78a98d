import type { Refusal } from '../../../contract/refusal.ts';
import { firstRowsOf } from '../../../contract/wire/hl7v2/limit-rows.ts';
import { readingSegments, type ReadingSegments } from '../../../contract/wire/hl7v2/reading-groups.ts';
import type { Message } from '../../../contract/wire/hl7v2/message.ts';

/** What the pipeline names by FHIRPath, as HL7 v2 places. Longest path first. */
const ORDER: readonly (readonly [path: string, place: string])[] = [
  ['ServiceRequest.subject', 'PID^1^3'],
  ['ServiceRequest.identifier', 'ORC^1^2'],
  ['ServiceRequest.requester', 'ORC^1^12'],
  ['ServiceRequest.performer', 'OBR^1^28'],
  ['ServiceRequest.status', 'ORC^1^1'],
  ['ServiceRequest.code', 'OBR^1^4'],
  ['ServiceRequest.extension', 'ORC^1^15'],
  ['ServiceRequest.contained.quantitativeDetails.unit', 'OBX^1^6'],
  // Limits and rules are OBX rows below the OBR; where the path does not say which, it is all of them.
  ['ServiceRequest.contained', 'OBR^1'],
  ['ServiceRequest.supportingInfo', 'OBR^1'],
  ['ServiceRequest.modifierExtension', 'OBR^1'],
];
const READING: readonly (readonly [path: string, place: string])[] = [
  ['Observation.subject', 'PID^1^3'],
  ['Observation.identifier', 'OBR^1^3'],
  ['Observation.code', 'OBX^1^3'],
  ['Observation.valueQuantity.code', 'OBX^1^6'],
  ['Observation.valueQuantity', 'OBX^1^5'],
  ['Observation.effectiveDateTime', 'OBX^1^14'],
  ['Observation.status', 'OBX^1^11'],
  ['Consent.patient', 'PID^1^3'],
  ['Consent.identifier', 'OBR^1^3'],
  ['Consent.provision.code', 'OBX^1^3'],
  ['Consent.dateTime', 'OBX^1^14'],
];

/** Where an OBX has no time of its own, that of its OBR is the one that was read. */
const ofTime = (place: string, segments: ReadingSegments | undefined): string =>
  place === 'OBX^1^14' && segments?.row.raw(14) === '' ? 'OBR^1^7' : place;

/** `OBX^1^5` with the number that the segment of this reading has in the message. */
const renumbered = (from: string, segments: ReadingSegments | undefined): string => {
  const place = ofTime(from, segments);
  const [name, , ...rest] = place.split('^');
  const segment = { PID: segments?.patient, OBR: segments?.order, OBX: segments?.row }[name ?? ''];
  return segment === undefined ? place : [name, segment.occurrence, ...rest].join('^');
};

const periodPlace = (message: Message): string =>
  message.segments.some((segment) => segment.name === 'TQ1') ? 'TQ1^1' : 'ORC^1^7';

/** The row that states the interval, or the first of its two. */
const limitPlace = (message: Message, at: string): string | undefined => {
  const index = /\.qualifiedInterval\[(\d+)\]/.exec(at)?.[1];
  const rows = message.segments.filter((segment) => segment.name === 'OBX');
  return index === undefined ? undefined : firstRowsOf(rows)[Number(index)]?.place(5);
};

const find = (message: Message, at: string, index: number | undefined): string | undefined => {
  const isOrder = at.startsWith('ServiceRequest.');
  if (at.startsWith('ServiceRequest.occurrencePeriod')) return periodPlace(message);
  const limit = limitPlace(message, at);
  if (limit !== undefined) return limit;
  const place = (isOrder ? ORDER : READING).find(([path]) => at.startsWith(path))?.[1];
  if (index !== undefined && !isOrder && place !== undefined) return renumbered(place, readingSegments(message)[index]);
  // Of several readings this one is not named, and a wrong place is worse than none.
  const single = message.segments.filter((segment) => segment.name === 'OBR').length <= 1;
  return single || place === 'PID^1^3' ? place : undefined;
};

/** A refusal of the pipeline with its place in this message instead of the FHIRPath. */
export const placed = (refusal: Refusal, message: Message): Refusal => {
  if (refusal.at === undefined || /^[A-Z][A-Z0-9]{2}\^/.test(refusal.at)) return refusal;
  const { at, ...rest } = refusal;
  const place = find(message, at, refusal.index);
  return place === undefined ? rest : { ...rest, at: place };
};
