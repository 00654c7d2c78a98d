import type { Identifier } from '../../../contract/domain/index.ts';
import { instantOf, type Instant } from '../instant.test-helper.ts';

/** Few of everything, so that things meet. */
export const patient = (name = 'ana'): Identifier => ({ system: 'urn:oid:2.999.1.1', value: name });
export const orderId = (name: string): Identifier => ({ system: 'urn:example:ehr:placer', value: name });
export const readingId = (name: string): Identifier => ({ system: 'urn:example:meter-readings', value: name });
const ITEM = 'https://vitalproof.example/fhir/sid/item';
/** Of the n-th item of a slot, from 0. */
export const itemId = (slot: string, n: number): Identifier => ({ system: ITEM, value: `${slot} #${n}` });
export const slotOfItemId = (id: Identifier): { readonly slot: string; readonly n: number } => {
  const [slot = '', n = '0'] = id.value.split(' #');
  return { slot, n: Number(n) };
};
export const sourceId: Identifier = { system: 'https://vitalproof.example/fhir/sid/client', value: 'gateway' };
const person = (value: string): Identifier => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
export const RIVERA = person('rivera');
export const OKAFOR = person('okafor');
export const LINDQVIST = person('lindqvist');
export const STRANGER = person('stranger');
export const POOL: Identifier = { system: 'urn:example:ehr:pool', value: 'pool' };

/** When every generated run begins. */
export const STARTED = '2035-03-05T12:00:00.000Z';
export const BEGIN: Instant = instantOf(STARTED);

/** An instant in the words of a place, its offset in minutes. */
export const localText = (at: Instant, offset: number): string => {
  const shifted = new Date(Number(at / 1_000_000n) + offset * 60_000).toISOString().slice(0, -1);
  if (offset === 0) return `${shifted}Z`;
  const size = Math.abs(offset);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${shifted}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};
