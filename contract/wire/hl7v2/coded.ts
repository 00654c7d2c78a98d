import { SYSTEM } from '../../codes/canonical.ts';
import { CONTROL_SOLUTION, ORDER_CODE, findMeasureCode } from '../../codes/measures.ts';
import { Measure } from '../../domain/measure.ts';
import type { Coding } from '../../domain/measure.ts';
import { refuseHere } from './attempt.ts';
import type { Raw } from './build.ts';
import { composite } from './build.ts';
import type { Namespaces } from './identifier.ts';
import type { Segment } from './segment.ts';

/** Label of our own codes (rows, refusals) in HL7 coded elements. */
export const OUR_LABEL = '99VPF';

const LOCAL = 'urn:vitalproof:ns:';

/** HL7 table 0396 labels. The field also writes SNOMED-CT. */
const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['LN', SYSTEM.loinc],
  ['MDC', SYSTEM.mdc],
  ['SCT', SYSTEM.snomed],
  ['SNOMED-CT', SYSTEM.snomed],
  ['UCUM', SYSTEM.ucum],
  ['I10C', SYSTEM.icd10cm],
  ['I10', SYSTEM.icd10cm],
]);

const isUri = (label: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(label);

const labelOf = (system: string, namespaces: Namespaces): string => {
  const known = [...SYSTEMS].find(([, uri]) => uri === system)?.[0];
  const agreed = known ?? Object.keys(namespaces).find((name) => !SYSTEMS.has(name) && namespaces[name] === system);
  if (agreed !== undefined) return agreed;
  const local = system.startsWith(LOCAL) ? system.slice(LOCAL.length) : '';
  return local === '' || SYSTEMS.has(local) || Object.hasOwn(namespaces, local) || isUri(local) ? system : local;
};

const systemFor = (label: string, namespaces: Namespaces): string => {
  const known = SYSTEMS.get(label) ?? (Object.hasOwn(namespaces, label) ? namespaces[label] : undefined);
  return known ?? (isUri(label) ? label : `${LOCAL}${label || 'L'}`);
};

/** CE/CWE of a coding: `41653-7^display^LN`. A system without a label of its own is written out. */
export const encodeCoding = (coding: Coding, namespaces: Namespaces, display?: string): Raw =>
  composite(coding.code, display, labelOf(coding.system, namespaces));

/** One coding of a field, from this component on. */
const codingAt = (segment: Segment, field: number, first: 1 | 4, namespaces: Namespaces): Coding | undefined => {
  const code = segment.text(field, { component: first });
  if (code === '') return undefined;
  return { system: systemFor(segment.text(field, { component: first + 2 }), namespaces), code };
};

/** The coding in components 1 to 3 and its alternate in 4 to 6, as far as there are codes. A missing label is local, `L`. */
export const decodeCodings = (segment: Segment, field: number, namespaces: Namespaces): readonly Coding[] => {
  const first = codingAt(segment, field, 1, namespaces);
  const alternate = codingAt(segment, field, 4, namespaces);
  if (alternate === undefined) return first === undefined ? [] : [first];
  return first === undefined ? [alternate] : [first, alternate];
};

/** True where code or alternate are this coding, without agreed names. As {@link decodeCodings} has it, but asks for no system of another code. */
export const hasCoding = (segment: Segment, field: number, { system, code }: Coding): boolean =>
  ([1, 4] as const).some(
    (first) =>
      segment.text(field, { component: first }) === code && codingAt(segment, field, first, {})?.system === system,
  );

/** Refuses a code and an alternate that name different measures (`bad-value`): the row is of one of them, and nobody can tell of which. */
export const refuseTwoMeasures = (segment: Segment, field: number): void => {
  if (segment.text(field, { component: 4 }) === '') return;
  const measures = new Set(
    decodeCodings(segment, field, {}).flatMap((coding) => findMeasureCode(coding)?.measure ?? []),
  );
  if (measures.size > 1) refuseHere('bad-value', segment.place(field), `codes of ${[...measures].join(' and ')}`);
};

/** The coding that says what a row measures: control solution before a known measure before the first. */
export const decodeMeasureCoding = (segment: Segment, field: number, namespaces: Namespaces): Coding | undefined => {
  const codings = decodeCodings(segment, field, namespaces);
  const control = codings.find((c) => c.system === CONTROL_SOLUTION.system && c.code === CONTROL_SOLUTION.code);
  return control ?? codings.find((coding) => findMeasureCode(coding) !== undefined) ?? codings[0];
};

/** The measure that a row's code names, if it names one. */
export const measureOfRow = (row: Segment): Measure | undefined => {
  const coding = decodeMeasureCoding(row, 3, {});
  return coding === undefined ? undefined : findMeasureCode(coding)?.measure;
};

/** The measures that OBR-4 orders, by our order codes. */
export const measuresOfService = (obr: Segment): readonly Measure[] =>
  Measure.options.filter((measure) => hasCoding(obr, 4, { system: SYSTEM.snomed, code: ORDER_CODE[measure].code }));

/** A code of ours: `RULE^Monitoring rule^99VPF`. */
export const ourCode = (code: string, display?: string): Raw => composite(code, display, OUR_LABEL);

/** The code in a field that carries our label, else undefined. */
export const readOurCode = (segment: Segment, field: number): string | undefined =>
  segment.text(field, { component: 3 }) === OUR_LABEL ? segment.text(field) : undefined;
