import { refuseHere } from './attempt.ts';
import type { Message } from './message.ts';
import { isDetail, isOfControlSample } from './reading-details.ts';
import { measureOfRow } from './coded.ts';
import type { Segment } from './segment.ts';

/** One OBR with its patient and its rows, sorted by what they are. */
export interface ReadingGroup {
  readonly patient: Segment | undefined;
  readonly order: Segment;
  readonly measurements: readonly Segment[];
  /** Rows that describe a measurement, by OBX-4. */
  readonly details: ReadonlyMap<string, readonly Segment[]>;
  /** Device header rows (IEEE 11073 containment: no value, OBX-11 X, OBX-18) in order, the first of each by how its OBX-4 begins. */
  readonly devices: ReadonlyMap<string, Segment>;
}

const isDeviceHeader = (row: Segment): boolean =>
  row.text(2) === '' &&
  row.raw(5) === '' &&
  row.text(11) === 'X' &&
  row.raw(18) !== '' &&
  measureOfRow(row) === undefined;

/** By its code, or by being a number; other rows that are no header and no detail describe things we have no use for. */
const isMeasurement = (row: Segment): boolean => ['NM', 'SN'].includes(row.text(2)) || measureOfRow(row) !== undefined;

/** Facets of an IEEE 11073 metric `1.0.0.1` are numbered below it: `1.0.0.1.2`. */
const metricOf = (subId: string): string => /^(\d+\.\d+\.\d+\.\d+)\.\d+$/.exec(subId)?.[1] ?? subId;

const systemOfSubId = (row: Segment): string => row.text(4).split('.', 1)[0] ?? '';

/** By what a measurement is looked up by: a message may hold thousands of either. */
const firstBySystem = (headers: readonly Segment[]): ReadingGroup['devices'] => {
  const first = new Map<string, Segment>();
  for (const header of headers) {
    const system = systemOfSubId(header);
    if (!first.has(system)) first.set(system, header);
  }
  return first;
};

/** A row that says that a sample was control solution, and of none of several measurements: nobody can tell which of them is no blood. */
const refuseStrayControl = (measurements: readonly Segment[], details: ReadingGroup['details']): void => {
  if (measurements.length < 2) return;
  const described = new Set(measurements.map((row) => row.text(4)));
  for (const [subId, rows] of details) {
    const control = described.has(subId) ? undefined : rows.find(isOfControlSample);
    if (control !== undefined) refuseHere('bad-value', control.place(4), 'the OBX-4 of a measurement of this OBR');
  }
};

const group = (patient: Segment | undefined, order: Segment, rows: readonly Segment[]): ReadingGroup => {
  const measurements: Segment[] = [];
  const describing: Segment[] = [];
  const headers: Segment[] = [];
  for (const row of rows) {
    const [isHeader, describes] = [isDeviceHeader(row), isDetail(row)];
    if (isHeader) headers.push(row);
    if (describes) describing.push(row);
    if (!isHeader && !describes && isMeasurement(row)) measurements.push(row);
  }
  const details = Map.groupBy(describing, (row) => metricOf(row.text(4)));
  refuseStrayControl(measurements, details);
  return { patient, order, measurements, details, devices: firstBySystem(headers) };
};

/** The OBR groups of an ORU^R01 in order. Each PID holds for what follows it. Refused: OBX before any OBR, and control solution that is said of none of several measurements. */
export const readingGroups = (message: Message): readonly ReadingGroup[] => {
  const groups: ReadingGroup[] = [];
  let patient: Segment | undefined;
  let order: Segment | undefined;
  let rows: Segment[] = [];
  const flush = () => {
    if (order !== undefined) groups.push(group(patient, order, rows));
    order = undefined;
    rows = [];
  };
  for (const segment of message.segments) {
    if (segment.name === 'PID') {
      flush();
      patient = segment;
    } else if (segment.name === 'OBR') {
      flush();
      order = segment;
    } else if (segment.name === 'OBX') {
      if (order === undefined) return refuseHere('malformed', segment.place(1), 'an OBX before its OBR');
      rows.push(segment);
    }
  }
  flush();
  return groups;
};

/** The detail rows of one measurement: those with its OBX-4, or all when the group holds no other. */
export const detailsFor = (measurement: Segment, { measurements, details }: ReadingGroup): readonly Segment[] =>
  measurements.length === 1 ? [...details.values()].flat() : (details.get(measurement.text(4)) ?? []);

/** The header row of the device that took a measurement: the one whose OBX-4 begins alike, else the first. */
export const deviceFor = (measurement: Segment, { devices }: ReadingGroup): Segment | undefined =>
  devices.get(systemOfSubId(measurement)) ?? devices.values().next().value;

/** The segments that one reading of a message came from. */
export interface ReadingSegments {
  readonly patient: Segment | undefined;
  readonly order: Segment;
  readonly row: Segment;
}

/** The same for each reading, in the order in which the decoder gives them; for a message that it accepts. */
export const readingSegments = (message: Message): readonly ReadingSegments[] =>
  readingGroups(message).flatMap(({ patient, order, measurements }) =>
    measurements.map((row) => ({ patient, order, row })),
  );
