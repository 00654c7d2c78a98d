import { keyOf, type Measure } from '../../contract/domain/index.ts';
import type { ArrivedLine, HistoryLine, OpLine, SeenLine } from '../../conformance/history/lines.ts';
import { alertsOf } from './alerts.ts';
import { patientOf } from './describe-line.ts';
import { parseInstant } from './instant.ts';
import { orderSpans } from './order-versions.ts';
import { permissionSpans } from './permission-spans.ts';
import { pointsOf, truthOf } from './points.ts';
import type { Series } from './series.ts';
import { byCodeUnits } from './tally.ts';
import { virtualNow } from './virtual-now.ts';

/** What one operation says about the measure it concerns; undefined where it concerns none. */
function measureOf(op: OpLine): Measure | undefined {
  const { act } = op;
  switch (act.op) {
    case 'order.submit':
    case 'order.change':
      return act.order.measure;
    case 'permission.set':
      return act.permission.measure;
    case 'reading.submit':
    case 'phone.show':
      return act.reading.measure;
    case 'phone.permission':
      return act.measure;
    default:
      return undefined;
  }
}

function unitOf(ops: readonly OpLine[]): string {
  let unit: string | undefined;
  for (const { act, outcome } of ops)
    if ((act.op === 'order.submit' || act.op === 'order.change') && outcome !== 'refused') unit = act.order.unit;
  for (const { act } of ops)
    if ((act.op === 'reading.submit' || act.op === 'phone.show') && act.reading.result.kind === 'value')
      unit ??= act.reading.result.quantity.unit;
  return unit ?? '';
}

function offsetOf(ops: readonly OpLine[]): number {
  for (const { act } of ops) {
    const text = act.op === 'reading.submit' || act.op === 'phone.show' ? act.reading.effective : undefined;
    const at = parseInstant(text);
    if (at !== undefined) return at.offsetMin;
  }
  return 0;
}

/** What came into sight of one patient, and what arrived from the patient's phone. */
interface Came {
  readonly seen: readonly SeenLine[];
  readonly arrived: readonly ArrivedLine[];
}

/** One patient's and one measure's drawing out of the operations and sightings of a lane. */
function seriesOf(
  lane: string,
  patient: string,
  measure: Measure,
  all: readonly OpLine[],
  { seen, arrived }: Came,
): Series {
  const ops = all.filter((op) => measureOf(op) === measure);
  const unit = unitOf(ops);
  const points = pointsOf(
    ops,
    arrived.filter((a) => a.reading?.measure === measure),
    unit,
  );
  const { versions, holds } = orderSpans(ops, unit, virtualNow(all));
  const orders = new Set(
    ops.flatMap(({ act }) =>
      act.op === 'order.submit' || act.op === 'order.change' ? [keyOf(act.order.identifier)] : [],
    ),
  );
  const mine = seen.filter(
    ({ item }) => item.measure === measure || (item.measure === undefined && orders.has(keyOf(item.order))),
  );
  const named = all.flatMap(({ act }) =>
    act.op === 'person.patient' ? [`${act.patient.given} ${act.patient.family}`] : [],
  );
  return {
    lane,
    patient,
    patientName: named[0],
    measure,
    unit,
    offsetMin: offsetOf(ops),
    points,
    truth: truthOf(ops, unit),
    alerts: alertsOf(mine, points, unit),
    versions,
    shades: [...permissionSpans(ops), ...holds],
  };
}

/** What belongs to one lane: its sightings, which carry no lane themselves, are found by its patients. */
export interface LaneData {
  readonly lane: string;
  readonly ops: readonly OpLine[];
  readonly seen: readonly SeenLine[];
  readonly series: readonly Series[];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** A history sorted into lanes, patients and measures. Patients are in order of their key. */
export function lanesOf(lines: readonly HistoryLine[]): ReadonlyMap<string, LaneData> {
  const ops = new Map<string, OpLine[]>();
  const seenByPatient = new Map<string, SeenLine[]>();
  const arrivedByPatient = new Map<string, ArrivedLine[]>();
  for (const line of lines) {
    if (line.kind === 'op') push(ops, line.lane, line);
    else if (line.kind === 'seen') push(seenByPatient, keyOf(line.item.patient), line);
    else if (line.kind === 'arrived') push(arrivedByPatient, keyOf(line.phone), line);
  }
  const lanes = new Map<string, LaneData>();
  for (const [lane, laneOps] of ops) {
    const byPatient = new Map<string, OpLine[]>();
    for (const op of laneOps) {
      const patient = patientOf(op);
      if (patient !== undefined) push(byPatient, patient, op);
    }
    const patients = [...byPatient].sort((a, b) => byCodeUnits(a[0], b[0]));
    const series = patients.flatMap(([patient, own]) => {
      const measures = new Set(own.flatMap((op) => measureOf(op) ?? []));
      const came = { seen: seenByPatient.get(patient) ?? [], arrived: arrivedByPatient.get(patient) ?? [] };
      return (['glucose', 'weight'] as const)
        .filter((m) => measures.has(m))
        .map((m) => seriesOf(lane, patient, m, own, came))
        .filter((s) => s.points.length > 0 || s.alerts.length > 0 || s.versions.length > 0 || s.truth.length > 0);
    });
    const seen = patients.flatMap(([patient]) => seenByPatient.get(patient) ?? []);
    lanes.set(lane, { lane, ops: laneOps, seen, series });
  }
  return lanes;
}
