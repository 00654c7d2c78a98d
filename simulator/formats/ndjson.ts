import type { Delivery } from '../layers.ts';
import { eachDelivery } from './format.ts';
import { quoted } from './json-text.ts';
import { readingJson } from './reading-json.ts';
import { sentReading, sentText } from './sent.ts';
import { truthJson } from './truth.ts';

/** One delivery with its ground truth as a line of JSON. Measured values stay text, so no digit is lost. */
export function ndjsonLine(delivery: Delivery): string {
  const { batch, act, version, poison } = delivery;
  const how = `"sent":"${sentText(delivery)}","batch":${batch},"act":"${act}","version":${version}`;
  const bad = poison === undefined ? '' : `,"poison":${quoted(poison)}`;
  return `{"reading":${readingJson(sentReading(delivery))},${how}${bad},"truth":${truthJson(delivery)}}\n`;
}

export const NDJSON = eachDelivery('a line of JSON a reading, with its ground truth', ndjsonLine, {
  carriesTruth: true,
});
