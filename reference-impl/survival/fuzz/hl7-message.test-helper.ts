import { EXAMPLES } from '../../../contract/wire/hl7v2/examples.ts';
import type { Random } from '../random.test-helper.ts';
import { TARGETS } from './case.test-helper.ts';

/** So many people are measured, and as many others have orders, so that no reading meets thousands of orders. */
export const PEOPLE = 60;

const texts = (start: RegExp): readonly [string, ...string[]] => {
  const [first = '', ...others] = Object.entries(EXAMPLES).flatMap(([name, text]) => (start.test(name) ? [text] : []));
  return [first, ...others];
};
const READINGS = texts(/^reading/);
const NEW_ORDERS = texts(/^order-(?:new|weight|rules)/);
const CHANGES = texts(/^order-(?:change|hold|discontinue)/);
const PERMISSIONS = texts(/^permission/);
const PATIENTS = texts(/^patient/);

const pad = (number: number): string => String(number).padStart(2, '0');
/** Some second between the signing of the orders and the instant at which the server's clock stands. */
const anyTime = (random: Random): string => {
  const hour = 9 + random.below(21);
  const day = hour < 24 ? '20260302' : '20260303';
  return `${day}${pad(hour % 24)}${pad(random.below(60))}${pad(random.below(60))}-0500`;
};

const fromHere = (text: string, id: string): string => text.replace(/\|(?:RES|ORD|PER|PAT)0\d{4}\|/, `|${id}|`);

/** Another patient, or what is theirs: one or the other, so that nothing of it can be changed by leave. */
const aimed = (text: string, random: Random): string => {
  const die = random.below(40);
  // Readings and permissions alone: one patient would have thousands of orders.
  if (die === 0 && !text.includes('\rORC|')) return text.replaceAll(/\|[FO]\d+(?=\^)/g, `|${TARGETS.mrn}`);
  if (die === 1) return text.replaceAll(/\|PLC-\d+(?=\^)/g, `|${TARGETS.order}`);
  if (die === 2) return text.replaceAll(/\|R\d+-\d+(?=\^)/g, `|${TARGETS.reading}`);
  return text;
};

/** A reading that is taken, under a key of its own. */
export const soundReading = (id: string, random: Random): string =>
  fromHere(random.of(READINGS.slice(0, 2) as [string, string]), id)
    .replaceAll('MRN1001', `F${random.below(PEOPLE)}`)
    .replaceAll(/0123456789ABCDEF-42|S-9-0117/g, id)
    .replaceAll(/2026030307\d{4}-0500/g, anyTime(random));

const reading = (id: string, number: number, random: Random): string => {
  const of = random.below(4) === 0 ? random.below(number + 1) : number;
  return fromHere(random.of(READINGS), id)
    .replaceAll('MRN1001', `F${random.below(PEOPLE)}`)
    .replaceAll('0123456789ABCDEF-', `R${of}-`)
    .replaceAll('S-9-0117', `S${of}`)
    .replaceAll(/2026030307\d{4}-0500/g, anyTime(random));
};
const order = (id: string, number: number, random: Random): string =>
  fromHere(random.of(NEW_ORDERS), id)
    .replaceAll('MRN1001', `O${random.below(PEOPLE)}`)
    .replaceAll(/PLC-700\d/g, `PLC-${number}`);
const change = (id: string, number: number, random: Random): string =>
  fromHere(random.of(CHANGES), id)
    .replaceAll('MRN1001', `O${random.below(PEOPLE)}`)
    .replaceAll(/PLC-700\d/g, `PLC-${random.below(number + 1)}`);
const permission = (id: string, _number: number, random: Random): string =>
  fromHere(random.of(PERMISSIONS), id).replaceAll('MRN1001', `O${random.below(PEOPLE)}`);
const patient = (id: string, number: number, random: Random): string =>
  fromHere(random.of(PATIENTS), id).replaceAll('MRN1001', `N${number % 500}`);

const MAKERS = [reading, reading, reading, order, change, permission, patient] as const;

/** A message that may be taken as it is, under control id `F<number>` (or what `id` says). */
export const anyMessage = (number: number, random: Random, id = `F${number}`): string => {
  const make = random.of([...MAKERS] as [(typeof MAKERS)[number], ...(typeof MAKERS)[number][]]);
  const text = make(id, number, random);
  // Who a person is, the hospital may say of anybody.
  return make === patient ? text : aimed(text, random);
};
