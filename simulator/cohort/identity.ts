import { faker } from '@faker-js/faker/locale/en';
import type { Device, Patient } from '../../contract/domain/index.ts';
import { addDays } from '../clock.ts';
import { eui64, eui64Identifier } from '../devices/eui64.ts';
import { hashKeys, randomStream } from '../random.ts';
import type { Archetype } from './archetypes.ts';

/** The system of synthetic medical record numbers: an arc reserved for examples. */
export const MRN_SYSTEM = 'urn:oid:2.999.1.1';
/** Ages are counted to this day, so that a seed gives the same birth dates in every year. */
const REFERENCE_DATE = '2026-01-01';
const DAYS_PER_YEAR = 365.25;
export const MAX_PATIENTS = 1_000_000;

const MODEL: Readonly<Record<Archetype['measure'], Pick<Device, 'kind' | 'model'>>> = {
  glucose: { kind: 'glucometer', model: 'VP Meter G-1' },
  weight: { kind: 'scale', model: 'VP Scale W-1' },
};

/**
 * Six digits of seed and archetype, two of the kind of people, six of the index: unique in every mix of one seed, and the
 * same whoever else is in it.
 */
export function recordNumber(archetype: Archetype, seed: number, index: number): string {
  const [hash] = hashKeys(seed, archetype.name, 'mrn');
  const digits = (number: number, count: number): string => String(number).padStart(count, '0');
  return `MRN${digits((hash >>> 0) % 1_000_000, 6)}${digits(archetype.number, 2)}${digits(index, 6)}`;
}

/**
 * Patient number `index` of a cohort with the device they use. Family names end in `-Test`, record
 * numbers and device addresses lie in ranges for examples: nobody can be meant.
 */
export function identityOf(archetype: Archetype, seed: number, index: number): { patient: Patient; device: Device } {
  const random = randomStream(seed, archetype.name, index, 'identity');
  const gender = random.pick(['female', 'male'] as const);
  const [youngest, oldest] = archetype.ageYears;
  const ageDays = Math.floor(random.between(youngest, oldest + 1) * DAYS_PER_YEAR);
  faker.seed(random.int(0x7fff_ffff));
  const given = faker.person.firstName(gender);
  const family = `${faker.person.lastName(gender)}-Test`;

  const identifier = { system: MRN_SYSTEM, value: recordNumber(archetype, seed, index) };
  const address = eui64(index, archetype.number, seed, archetype.name);
  const device: Device = {
    identifier: eui64Identifier(address),
    patient: identifier,
    manufacturer: 'Vitalproof Simulated Devices',
    serial: `VP-${address.replaceAll('-', '').slice(4)}`,
    ...MODEL[archetype.measure],
  };
  return { patient: { identifier, family, given, gender, birthDate: addDays(REFERENCE_DATE, -ageDays) }, device };
}
