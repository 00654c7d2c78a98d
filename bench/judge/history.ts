import type { HistoryLine } from '../../conformance/history/lines.ts';
import { keyOf } from '../../contract/domain/index.ts';
import { randomStream } from '../../simulator/random.ts';
import { makePatient, orderOf, type BenchPatient } from './patient.ts';
import { nextReading } from './reading.ts';
import { Scene } from './scene.ts';
import { clinicians, decoys, DEADLINE_MS, localAt, runLine, SEED } from './setting.ts';
import { type Expected, Stimuli } from './stimuli.ts';

const PATIENTS = 1000;
/** One reading so often: about 1,400 a second. */
const STEP_MS = 0.7;
/** Between enrolment and the first reading, so that nothing lies near an instant of the enrolment. */
const PAUSE_MS = 10_000;

const patientOf = (number: number): BenchPatient => makePatient(number, randomStream(SEED, 'patient', number));

function* enrol(scene: Scene, p: BenchPatient): Generator<HistoryLine> {
  const { lane, via, order } = p;
  const ops = [
    { actor: 'ehr', act: { op: 'person.patient' as const, patient: p.person } },
    { actor: 'ehr', act: { op: 'order.submit' as const, order }, via },
    { actor: `portal:${p.key.value}`, act: { op: 'permission.set' as const, permission: p.permission } },
    { actor: `gateway:${p.key.value}`, act: { op: 'device.register' as const, device: p.device } },
  ];
  for (const op of ops) {
    yield scene.op({ lane, ...op });
    scene.ms += 10;
  }
  if (!p.changed) return;
  p.limitFrom = localAt(scene.ms - 240_000);
  const changed = orderOf(order.identifier, p.key, order.responsible, p.measure, p.limits);
  yield scene.op({
    lane,
    via,
    actor: 'ehr',
    act: { op: 'order.change', order: { ...changed, effectiveFrom: p.limitFrom } },
  });
  scene.ms += 10;
}

/** An item caused on purpose: the inbox was alive then. Gives the patient of whom it is. */
function* sentinel(scene: Scene, number: number): Generator<HistoryLine, BenchPatient> {
  const p = { ...patientOf(number), lane: 'sentinel' };
  yield* enrol(scene, p);
  const firstMs = scene.ms;
  let measured = nextReading(p, firstMs, scene.random);
  while (measured.call === undefined) measured = nextReading(p, firstMs, scene.random);
  const stimuli = new Stimuli(scene, firstMs);
  yield* [stimuli.submit(p, measured, `sentinel-${number}`)];
  yield* scene.until(scene.ms + DEADLINE_MS);
  return p;
}

function* sweep(scene: Scene, patients: readonly BenchPatient[]): Generator<HistoryLine> {
  for (const { lane, key: patient, items } of patients) {
    const look = { pages: 1 + Math.floor(items.length / 100), items: [...items], complete: true };
    yield scene.op({
      lane,
      actor: 'ehr',
      act: { op: 'inbox.look', surface: 'sweep', patient },
      answer: { code: '200' },
      output: { look },
    });
    scene.ms += 10;
  }
  for (const { identifier: person } of [...clinicians, ...decoys]) {
    const own = patients.filter((p) => keyOf(p.order.responsible) === keyOf(person)).flatMap((p) => p.items);
    const look = { pages: 1 + Math.floor(own.length / 100), items: own, complete: true };
    yield scene.op({
      lane: 'drain',
      actor: `clinician:${person.value}`,
      act: { op: 'inbox.look', surface: 'person', person },
      answer: { code: '200' },
      output: { look },
    });
    scene.ms += 10;
  }
}

/**
 * A conforming run of about `events` lines, a line at a time: enrolment, readings over both wires, items and what is
 * done to them, looks, reads, unanswered attempts and retries, refused defects, and the end of a run with its sentinel,
 * quiet time and sweeps. Deterministic. `expected` is filled while it goes.
 */
export function* benchHistory(events: number, expected: Expected): Generator<HistoryLine> {
  const scene = new Scene();
  const count = Math.max(40, Math.min(PATIENTS, Math.floor(events / 100)));
  const patients = Array.from({ length: count }, (_, i) => patientOf(i));
  yield runLine(events);
  for (const clinician of [...clinicians, ...decoys])
    yield scene.op({ lane: 'people', actor: 'ehr', act: { op: 'person.clinician', clinician } });
  const first = yield* sentinel(scene, 90_000);
  for (const p of patients) {
    yield* enrol(scene, p);
    yield* scene.until(scene.ms);
  }
  yield* scene.until(scene.ms + PAUSE_MS);

  const stimuli = new Stimuli(scene, scene.ms);
  const closing = patients.length + 500;
  for (let i = 0; scene.count < events - closing; i++) {
    const p = patients[i % count];
    if (p !== undefined) yield stimuli.next(p);
    yield* scene.until(scene.ms + STEP_MS);
  }
  yield* scene.until(scene.ms + PAUSE_MS);
  const last = yield* sentinel(scene, 90_020);
  yield* scene.until(scene.ms + 2 * DEADLINE_MS);
  yield* sweep(scene, [...patients, first, last]);
  yield* scene.until(scene.ms + DEADLINE_MS);
  yield scene.end();
  expected.readings = stimuli.expected.readings;
  expected.items = stimuli.expected.items;
}
