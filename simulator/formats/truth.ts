import type { Delivery, Lost } from '../layers.ts';
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
export const truthLine = (delivery: Delivery): string =>
  `{${keyJson(delivery)},"patient":${quoted(delivery.reading.patient.value)},${howJson(delivery)},"truth":${truthJson(delivery)}}\n`;

/** What is known of a sample that never leaves, and which fault kept it; where it had a key already, with that. */
export function lostLine({ patientId, faultId, truth, delivery }: Lost): string {
  const [key, how] = delivery === undefined ? ['', ''] : [`${keyJson(delivery)},`, `,${howJson(delivery)}`];
  return `{${key}"patient":${quoted(patientId)}${how},"lost":${quoted(faultId)},"truth":${truthJson({ truth })}}\n`;
}

const keyJson = ({ reading: { identifier } }: Delivery): string =>
  `"system":${quoted(identifier.system)},"reading":${quoted(identifier.value)}`;

const howJson = (delivery: Delivery): string =>
  `"sent":"${sentText(delivery)}","batch":${delivery.batch},"act":"${delivery.act}","version":${delivery.version}`;
