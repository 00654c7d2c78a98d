import type { Delivery } from '../layers.ts';
import { millisecondsText, quoted, thousandths } from './json-text.ts';
import { sentText } from './sent.ts';

/** Faults of most samples: none. */
const faultsJson = (ids: readonly string[]): string => (ids.length === 0 ? '[]' : JSON.stringify(ids));

/** Ground truth as JSON, the true value to a thousandth; `null` where nobody knows it. */
export function truthJson({ truth }: Pick<Delivery, 'truth'>): string {
  const { trueValue, trueUnit, trueTimeMs, faultIds, personId } = truth;
  const value = `{"trueValue":${thousandths(trueValue)},"trueUnit":"${trueUnit}","trueTimeMs":${millisecondsText(trueTimeMs)}`;
  return `${value},"faultIds":${faultsJson(faultIds)},"personId":${quoted(personId)}}`;
}

/** What is known of one delivery out of band, by the key of its reading: a line of JSON. */
export function truthLine(delivery: Delivery): string {
  const { system, value } = delivery.reading.identifier;
  const key = `{"system":${quoted(system)},"reading":${quoted(value)}`;
  const how = `"sent":"${sentText(delivery)}","batch":${delivery.batch},"act":"${delivery.act}","version":${delivery.version}`;
  return `${key},"patient":${quoted(delivery.reading.patient.value)},${how},"truth":${truthJson(delivery)}}\n`;
}
