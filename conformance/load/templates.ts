import type { Reading } from '../../contract/domain/index.ts';
import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import type { LoadReading } from '../../simulator/load/stream.ts';
import type { FhirDriver } from '../sut/fhir-driver.ts';
import { READING_SYSTEM } from './cast.ts';
import type { Template, WireTemplates } from './wire-plan.ts';

/** What stands in a sample where something of a reading will stand. No other part of a request says any of these. */
const MARKS = {
  identifier: 'vp-mark-identifier',
  patient: 'Patient/vp-mark-patient',
  device: 'Device/vp-mark-device',
  deviceKey: 'vp-mark-key',
  effective: '1907-03-05T07:09:11-03:30',
  value: '9007199254.740993',
} as const;
type Field = keyof typeof MARKS;

const PATIENT = { system: 'urn:vitalproof:mark', value: 'vp-mark-of-a-patient' };

const sample = (unit: LoadReading['unit'], deviceSystem: string): Reading => ({
  identifier: { system: READING_SYSTEM, value: MARKS.identifier },
  patient: PATIENT,
  measure: 'glucose',
  code: LOINC_FOR_UNIT[unit],
  status: 'final',
  effective: MARKS.effective,
  result: { kind: 'value', quantity: { value: MARKS.value, unit } },
  device: { system: deviceSystem, value: MARKS.deviceKey },
});

/** Cuts a text at the marks in it. */
export const cut = (text: string): Template => {
  const fields = Object.keys(MARKS) as Field[];
  const pattern = new RegExp(fields.map((f) => MARKS[f].replaceAll(/[.+/]/g, String.raw`\$&`)).join('|'), 'g');
  const texts: string[] = [];
  const names: Field[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(pattern)) {
    texts.push(text.slice(from, index));
    names.push(fields.find((f) => MARKS[f] === mark) ?? 'value');
    from = index + mark.length;
  }
  return { texts: [...texts, text.slice(from)], fields: names };
};

/** The part of a bundle before its entries, between them, and behind. */
const SEPARATOR = ',';

/**
 * How a reading is written, cut from what the harness's own FHIR driver writes: a load script fills in texts and never
 * learns FHIR a second time. Credentials are left out.
 */
export const wireTemplates = async (driver: FhirDriver, deviceSystem: string): Promise<WireTemplates> => {
  driver.learn(MARKS.patient, PATIENT);
  driver.learn(MARKS.device, { system: deviceSystem, value: MARKS.deviceKey });
  const actor = { role: 'gateway' } as const;
  const [mass, molar] = [sample('mg/dL', deviceSystem), sample('mmol/L', deviceSystem)];
  const single = await driver.readingRequest(mass, actor);
  const [one, two, other] = [
    await driver.bundleRequest([mass], actor),
    await driver.bundleRequest([mass, mass], actor),
    await driver.bundleRequest([molar], actor),
  ];
  // One entry and two differ by a separator and an entry: that is where both begin and end.
  const [a = '', b = '', c = ''] = [one.body, two.body, other.body];
  const entryLength = b.length - a.length - SEPARATOR.length;
  const start = a.indexOf('[', a.indexOf('"entry"')) + 1;
  const entry = (text: string, whole: string): string =>
    whole.slice(start, whole.length - (text.length - start - entryLength));
  const bare = ({ Authorization: _secret, ...headers }: Readonly<Record<string, string>>): Record<string, Template> =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, cut(value)]));
  return {
    single: {
      url: single.url,
      headers: bare(single.headers),
      body: {
        'mg/dL': cut(single.body ?? ''),
        'mmol/L': cut((await driver.readingRequest(molar, actor)).body ?? ''),
      },
    },
    bundle: {
      url: one.url,
      headers: bare(one.headers),
      head: a.slice(0, start),
      tail: a.slice(start + entryLength),
      entry: { 'mg/dL': cut(entry(a, a)), 'mmol/L': cut(entry(a, c)) },
    },
  };
};
