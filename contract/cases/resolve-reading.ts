import { MEASURE_OF_UNIT } from '../codes/measures.ts';
import { type Identifier, keyOf, type Measure, type OffsetDateTime, type Reading } from '../domain/index.ts';
import { codeFor, deviceOf, readingKey } from './keys.ts';
import { type Names, patientNamed, readingNamed, wrong } from './names.ts';
import type { ReadingTerm } from './schema.ts';

type Path = readonly PropertyKey[];

const deviceNamed = (names: Names, said: string, patient: Identifier, measure: Measure, path: Path): Identifier => {
  const known = names.devices.get(said);
  const device = known ?? deviceOf(names.number, names.devices.size, patient, measure);
  if (keyOf(device.patient) !== keyOf(patient))
    return wrong(names, path, `device "${said}" is another patient's`, 'one patient a device');
  names.devices.set(said, device);
  return device.identifier;
};

/** The reading of an act at `at`; remembers its name. */
export const readingOf = (names: Names, term: ReadingTerm, at: OffsetDateTime, path: Path): Reading => {
  if (names.readings.has(term.name))
    wrong(names, [...path, 'name'], `reading "${term.name}" is there twice`, 'another name, or "again"');
  const patient = patientNamed(names, term.patient, [...path, 'patient']).key;
  const unit = term.value.kind === 'value' ? term.value.quantity.unit : undefined;
  const measure = term.measure ?? (unit === undefined ? 'glucose' : MEASURE_OF_UNIT[unit]);
  const identifier =
    term.identifierOf === undefined
      ? readingKey(names.number, term.name)
      : readingNamed(names, term.identifierOf, [...path, 'identifierOf']).identifier;
  const reading: Reading = {
    identifier,
    patient,
    measure,
    code: codeFor(measure, term.value),
    status: 'final',
    effective: term.effective ?? at,
    result: term.value,
    ...(term.device === undefined
      ? {}
      : { device: deviceNamed(names, term.device, patient, measure, [...path, 'device']) }),
    ...(term.sequence === undefined ? {} : { sequenceNumber: term.sequence }),
  };
  names.readings.set(term.name, reading);
  if (!names.shown.has(keyOf(identifier))) names.shown.set(keyOf(identifier), term.name);
  return reading;
};
