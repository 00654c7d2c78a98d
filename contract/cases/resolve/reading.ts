import { CONTROL_SOLUTION, LOINC_FOR_UNIT, MEASURE_OF_UNIT } from '../../codes/measures.ts';
import { SYSTEM } from '../../codes/canonical.ts';
import {
  type Coding,
  type Identifier,
  keyOf,
  type Measure,
  type Reading,
  type ReadingResult,
} from '../../domain/index.ts';
import { codeFor, deviceOf, readingKey } from '../keys.ts';
import type { CorrectionTerm, ErasureTerm, ReadingTerm } from '../schema/reading.ts';
import { type Names, type Path, patientNamed, readingNamed, wrong } from './names.ts';

type Content = Omit<ReadingTerm, 'name' | 'identifierOf' | 'status' | 'patient'>;

/** What of a reading is not said by its content. */
type Frame = Pick<Reading, 'identifier' | 'patient' | 'status'>;

const deviceNamed = (names: Names, said: string, patient: Identifier, measure: Measure, path: Path): Identifier => {
  const known = names.devices.get(said);
  const device = known ?? deviceOf(names.number, names.devices.size, patient, measure);
  if (keyOf(device.patient) !== keyOf(patient))
    return wrong(names, path, `device "${said}" is another patient's`, 'one patient a device');
  names.devices.set(said, device);
  return device.identifier;
};

const codeSaid = (term: Partial<Content>, measure: Measure, result: ReadingResult): Coding => {
  if (term.control) return CONTROL_SOLUTION;
  if (term.code !== undefined) return { system: SYSTEM.loinc, code: term.code };
  return term.codeOf === undefined ? codeFor(measure, result) : LOINC_FOR_UNIT[term.codeOf];
};

const remember = (names: Names, name: string, reading: Reading, path: Path): Reading => {
  if (names.readings.has(name))
    wrong(names, [...path, 'name'], `reading "${name}" is there twice`, 'another name, or "again"');
  names.readings.set(name, reading);
  const key = keyOf(reading.identifier);
  if (!names.shown.has(key)) names.shown.set(key, name);
  return reading;
};

const contentOf = (names: Names, term: Content, frame: Frame, at: string, path: Path): Reading => {
  const { patient } = frame;
  const unit = term.value.kind === 'value' ? term.value.quantity.unit : undefined;
  const measure = term.measure ?? (unit === undefined ? 'glucose' : MEASURE_OF_UNIT[unit]);
  const [mealContext, ...furtherContexts] = term.context === undefined ? [] : [term.context].flat();
  return {
    ...frame,
    measure,
    code: codeSaid(term, measure, term.value),
    effective: term.effective ?? at,
    result: term.value,
    ...(term.device === undefined
      ? {}
      : { device: deviceNamed(names, term.device, patient, measure, [...path, 'device']) }),
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(furtherContexts.length === 0 ? {} : { furtherContexts }),
    ...(term.sequence === undefined ? {} : { sequenceNumber: term.sequence }),
  };
};

/** The reading of an act at `at`; remembers its name. */
export const readingOf = (names: Names, term: ReadingTerm, at: string, path: Path): Reading => {
  const identifier =
    term.identifierOf === undefined
      ? readingKey(names.number, term.name)
      : readingNamed(names, term.identifierOf, [...path, 'identifierOf']).identifier;
  const patient = patientNamed(names, term.patient, [...path, 'patient']).key;
  const frame: Frame = { identifier, patient, status: term.status ?? 'final' };
  return remember(names, term.name, contentOf(names, term, frame, at, path), path);
};

type Whole = Content & { readonly name: string; readonly patient?: string | undefined };

/** A correction or erasure under an identifier that nothing was sent under: a whole reading. */
const unknownOf = (names: Names, term: Whole, status: Frame['status'], at: string, path: Path): Reading => {
  const patient = patientNamed(names, term.patient, [...path, 'patient']).key;
  const frame: Frame = { identifier: readingKey(names.number, term.name), patient, status };
  return remember(names, term.name, contentOf(names, term, frame, at, path), path);
};

/** A correction: the latest content of what it corrects, but for what it says; or a whole one under an unknown identifier. */
export const correctionOf = (names: Names, term: CorrectionTerm, at: string, path: Path): Reading => {
  const { of, name, value, ...rest } = term;
  if (of === undefined)
    return name === undefined || value === undefined
      ? wrong(names, path, 'nothing to send', 'of, or name and value')
      : unknownOf(names, { ...rest, name, value }, 'corrected', at, path);
  const named = readingNamed(names, of, [...path, 'of']);
  const base = names.filed.get(keyOf(named.identifier)) ?? named;
  const patient =
    term.patient === undefined ? base.patient : patientNamed(names, term.patient, [...path, 'patient']).key;
  const frame: Frame = { identifier: named.identifier, patient, status: 'corrected' };
  const said = contentOf(names, { ...rest, value: value ?? base.result }, frame, base.effective, path);
  const sameKind = value === undefined || value.kind !== 'value';
  const corrected: Reading = {
    ...base,
    ...said,
    measure: term.measure ?? (sameKind ? base.measure : said.measure),
    code: sameKind ? base.code : said.code,
  };
  return name === undefined ? corrected : remember(names, name, corrected, path);
};

/** An erasure: the latest content of what it erases, marked; or a whole one under an unknown identifier. */
export const erasureOf = (names: Names, term: ErasureTerm, at: string, path: Path): Reading => {
  if (typeof term !== 'string') return unknownOf(names, term, 'entered-in-error', at, path);
  const named = readingNamed(names, term, path);
  return { ...(names.filed.get(keyOf(named.identifier)) ?? named), status: 'entered-in-error' };
};
