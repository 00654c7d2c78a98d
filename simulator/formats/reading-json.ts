import type { Reading, ReadingResult } from '../../contract/domain/index.ts';
import { quoted, rememberedJson } from './json-text.ts';

/** Members in the order in which they are written. All of them: the compiler says when one is missing. */
const MEMBERS = {
  identifier: true,
  patient: true,
  measure: true,
  code: true,
  status: true,
  effective: true,
  result: true,
  device: true,
  mealContext: true,
  furtherContexts: true,
  sequenceNumber: true,
  userEntered: true,
} satisfies Record<keyof Reading, true>;
/** Those that only some readings have. */
const RARE = [
  'mealContext',
  'furtherContexts',
  'sequenceNumber',
  'userEntered',
] as const satisfies readonly (keyof typeof MEMBERS)[];

const patientJson = rememberedJson();
const codeJson = rememberedJson();
const deviceJson = rememberedJson();
const boundJson = rememberedJson();

const resultJson = (result: ReadingResult): string =>
  result.kind === 'value'
    ? `{"kind":"value","quantity":{"value":${quoted(result.quantity.value)},"unit":${quoted(result.quantity.unit)}}}`
    : boundJson(result);

/**
 * A reading as JSON with its members in one order, whoever made it; some hundred nanoseconds, since what stays the
 * same from reading to reading is kept as text.
 */
export function readingJson(reading: Reading): string {
  const { identifier, device } = reading;
  const key = `{"system":${quoted(identifier.system)},"value":${quoted(identifier.value)}}`;
  const who = `"patient":${patientJson(reading.patient)},"measure":"${reading.measure}"`;
  const what = `"code":${codeJson(reading.code)},"status":"${reading.status}","effective":${quoted(reading.effective)}`;
  let text = `{"identifier":${key},${who},${what},"result":${resultJson(reading.result)}`;
  if (device !== undefined) text += `,"device":${deviceJson(device)}`;
  for (const member of RARE) {
    const value = reading[member];
    if (value !== undefined) text += `,"${member}":${JSON.stringify(value)}`;
  }
  return `${text}}`;
}
