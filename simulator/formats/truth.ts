import type { Delivery } from '../layers.ts';
import { sentText } from './sent.ts';

const DECIMALS = 3;

/** Ground truth as JSON, the true value to a thousandth. */
export const truthJson = ({ truth }: Pick<Delivery, 'truth'>): string =>
  JSON.stringify({ ...truth, trueValue: Number(truth.trueValue.toFixed(DECIMALS)) });

/** What is known of one delivery out of band, by the key of its reading: a line of JSON. */
export function truthLine(delivery: Delivery): string {
  const { system, value } = delivery.reading.identifier;
  const key = `{"system":${JSON.stringify(system)},"reading":${JSON.stringify(value)}`;
  const how = `"sent":"${sentText(delivery)}","batch":${delivery.batch},"act":"${delivery.act}","version":${delivery.version}`;
  return `${key},"patient":${JSON.stringify(delivery.reading.patient.value)},${how},"truth":${truthJson(delivery)}}\n`;
}
