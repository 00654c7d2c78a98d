import { keyOf } from '../../contract/domain/index.ts';
import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import type { Act, Mono, OpLine } from '../history/lines.ts';
import { SWEEP } from '../oracle/sight/surface.ts';
import { type Actor, AUDITOR, clinician, EHR, portal } from '../sut/actor.ts';
import type { Drivers } from '../sut/drivers.ts';
import { portOf } from '../sut/port-of.ts';
import type { SutProfile } from '../sut/profile.ts';
import { type DrainSubject, subjectsOf } from './drain-subjects.ts';
import type { Observer } from './observer.ts';
import { pause } from './pause.ts';
import type { Progress } from './progress.ts';
import type { Recorder } from './recorder.ts';
import { sideBySide } from './side-by-side.ts';
import { wireOf } from './wires.ts';

const WIDTH = 4;
const LANE = 'drain';
/** Quiet time is this many item deadlines (contract: Deadlines). */
const QUIET_DEADLINES = 2;

export interface DrainParts {
  readonly drivers: Drivers;
  readonly recorder: Recorder;
  readonly observer: Observer;
  readonly clock: RunClock;
  readonly profile: SutProfile;
  readonly progress: Progress;
  /** Ends the drain early: between two of its parts, or in its quiet time. */
  readonly signal: AbortSignal;
  /** Until when what an outage held up may still come; absent: the system was never brought down. */
  readonly heldUpUntil?: Mono;
  /** Causes the sentinel's item; gives what was done. */
  readonly causeSentinel: () => Promise<readonly OpLine[]>;
}

/**
 * The end of a run, once for all lanes: quiet time after the last stimulus, the sentinel in sight,
 * one more complete pass, then every surface read to the end. Everything is written down; nothing
 * is judged. Reads go by lane, so that what belongs to a lane stands under its name.
 */
export const drain = async (
  ops: readonly OpLine[],
  driven: readonly DrainSubject[],
  parts: DrainParts,
): Promise<void> => {
  const { drivers, recorder, observer, clock, profile, progress, signal, heldUpUntil = 0 } = parts;
  const { inbox } = drivers;
  const read = async (lane: string, actor: Actor, act: Act): Promise<OpLine | undefined> => {
    const driver = drivers.by[wireOf(profile, portOf(act)) ?? 'provisioned'];
    return driver === undefined ? undefined : await recorder.perform(lane, driver, actor, act);
  };
  const { critical, other } = profile.deadlines;
  const quietMs = QUIET_DEADLINES * Math.max(critical, other);

  progress({ kind: 'drain', phase: 'sentinel' });
  const sentinel = await parts.causeSentinel();
  const caused = clock.now();
  const reading = sentinel.flatMap(({ act }) => (act.op === 'reading.submit' ? [act.reading.identifier] : []))[0];
  progress({ kind: 'drain', phase: 'quiet' });
  if (reading !== undefined)
    await observer.waitFor((item) => item.reading !== undefined && keyOf(item.reading) === keyOf(reading), quietMs);
  const quietUntil = Math.max(caused + quietMs * NS_PER_MS, heldUpUntil);
  await pause(Math.max(0, (quietUntil - clock.now()) / NS_PER_MS), signal);
  if (signal.aborted) return;

  progress({ kind: 'drain', phase: 'inbox' });
  await observer.passBegunAfterNow(quietMs);
  if (signal.aborted) return;

  const patients = [...subjectsOf([...ops, ...sentinel]), ...driven];
  const thorough = patients.filter(({ sparing }) => sparing !== true);
  progress({ kind: 'drain', phase: 'sweep' });
  await sideBySide(thorough, WIDTH, async ({ lane, patient }) => {
    const look = await inbox.look({ patient }, EHR);
    const items = look.items.map((item) => keyOf(item.identifier));
    recorder.record(
      lane,
      inbox.via,
      EHR,
      { op: 'inbox.look', surface: SWEEP, patient },
      {
        ...look.performed,
        output: { look: { pages: look.pages.length, items, complete: look.complete } },
      },
    );
    observer.noteOther(SWEEP, look);
  });

  if (signal.aborted) return;
  progress({ kind: 'drain', phase: 'people' });
  const since = observer.since();
  const pools = new Set(profile.people.pools.map(({ identifier }) => keyOf(identifier)));
  await sideBySide(profile.people.clinicians, WIDTH, async ({ identifier: person }) => {
    const look = await inbox.look(since === undefined ? {} : { since }, clinician(person));
    const ofRun = look.items.filter(({ identifier }) => !observer.wasThereBefore(keyOf(identifier)));
    const items = ofRun.map(({ identifier }) => keyOf(identifier));
    const pooled = ofRun.flatMap(({ identifier, recipient, status }) =>
      pools.has(keyOf(recipient)) && (status === 'new' || status === 'seen')
        ? [{ item: keyOf(identifier), status }]
        : [],
    );
    recorder.record(
      LANE,
      inbox.via,
      clinician(person),
      { op: 'inbox.look', surface: 'person', person },
      {
        ...look.performed,
        output: {
          look: {
            pages: look.pages.length,
            items,
            complete: look.complete,
            ...(pooled.length === 0 ? {} : { pooled }),
          },
        },
      },
    );
    observer.noteOther(`person:${person.value}`, look);
  });

  if (signal.aborted) return;
  progress({ kind: 'drain', phase: 'readings' });
  if (wireOf(profile, 'readings-back') !== undefined)
    await sideBySide(patients, WIDTH, async ({ lane, patient, measures, doubtful, sparing }) => {
      for (const measure of sparing === true ? [] : measures)
        await read(lane, EHR, { op: 'reading.read', patient, measure });
      for (const identifier of doubtful.values()) await read(lane, EHR, { op: 'reading.read', patient, identifier });
    });

  if (signal.aborted) return;
  const listened = new Set(ops.flatMap(({ act }) => (act.op === 'alerts.listen' ? [keyOf(act.patient)] : [])));
  await sideBySide(
    thorough.filter(({ patient }) => listened.has(keyOf(patient))),
    WIDTH,
    ({ lane, patient }) => read(lane, EHR, { op: 'alerts.read', patient }),
  );

  progress({ kind: 'drain', phase: 'messages' });
  const written = new Set(ops.filter((op) => op.act.op === 'message.send').map((op) => op.lane));
  if (wireOf(profile, 'messages') !== undefined)
    await sideBySide(
      thorough.filter((p) => written.has(p.lane)),
      WIDTH,
      ({ lane, patient }) => read(lane, portal(patient), { op: 'message.read', patient }),
    );

  if (signal.aborted) return;
  progress({ kind: 'drain', phase: 'audit' });
  if (wireOf(profile, 'audit') !== undefined)
    await sideBySide(thorough, WIDTH, ({ lane, patient }) => read(lane, AUDITOR, { op: 'audit.read', patient }));
  if (drivers.fhir !== undefined) await recorder.perform(LANE, drivers.fhir, EHR, { op: 'capability.read' });
  // Last, so that all that came is in it.
  if (drivers.fhir !== undefined) await recorder.perform(LANE, drivers.fhir, EHR, { op: 'returned.check' });
  progress({ kind: 'drain', phase: 'end' });
};
