import { pause } from '../runner/pause.ts';
import type { Driven, DrivenLane, DrivenParts } from '../runner/driven.ts';
import { checkHosts } from './allowed-host.ts';
import { type LoadCast, loadCast } from './cast.ts';
import { enrol } from './enrol.ts';
import { parseEvent } from './events.ts';
import type { LoadRequest } from './load-request.ts';
import { subjectsOf, voidsOf } from './load-outcome.ts';
import { type LoadPlan, planLoad } from './plan-load.ts';
import { RollingClocks } from './rolling-clocks.ts';
import { messageAddress, sendAll } from './send-all.ts';
import { SendRecorder, type SendTotals } from './send-recorder.ts';

/** How often both clocks are read: what was sent is written down this long afterwards. */
const PAIR_EVERY_MS = 500;
/**
 * Little is written at a time, and often: to write down a reading takes 26 µs, and what blocks the harness for longer
 * than 1 % of a deadline voids the run.
 */
const FLUSH_EVERY_MS = 10;
const MOST_AT_ONCE = 60;
/** Pairs are kept for as long as a send may take, and this much longer. */
const PAIRS_BEYOND_MS = 5000;

/** What a load did that was interrupted while its patients were enrolled. */
const NOTHING_SENT: Driven = {
  subjects: [],
  unsent: ['the run was interrupted before anything was sent'],
  voided: [],
  placedWithinNs: 0,
};

/** Patients whose readings go as messages are in a lane of their own: it is another wire. */
const lanesOf = (name: string, { stream }: LoadCast): ((person: number) => string) => {
  const byMessage = stream.channels.find(({ channel }) => channel.transport === 'mllp');
  const from = byMessage?.firstPerson ?? 0;
  const to = from + (byMessage?.channel.people ?? 0);
  return (person) => `load:${name}/${person >= from && person < to ? 'hl7v2' : 'fhir'}`;
};

/** Sends everything and writes it down meanwhile. */
const send = async (
  request: LoadRequest,
  parts: DrivenParts,
  plan: LoadPlan,
  cast: LoadCast,
  laneOf: (person: number) => string,
): Promise<{ totals: SendTotals; dropped: number }> => {
  const { onPersonDone, profile, clocksWithinMs = 0 } = request;
  const clocks = new RollingClocks(parts.clock, profile.timeoutMs + PAIRS_BEYOND_MS, clocksWithinMs);
  const recorder = new SendRecorder({
    ...parts,
    plan,
    cast,
    clocks,
    laneOf,
    ...(onPersonDone === undefined ? {} : { onPersonDone: (person) => onPersonDone(person, cast) }),
  });
  let failure: unknown;
  let ticks = 0;
  const flushing = setInterval(() => {
    try {
      if (ticks++ % (PAIR_EVERY_MS / FLUSH_EVERY_MS) === 0) clocks.take();
      recorder.flush(MOST_AT_ONCE);
    } catch (error) {
      failure ??= error;
    }
  }, FLUSH_EVERY_MS);
  try {
    const { dropped, slipNs } = await sendAll(parts, request, plan, cast, (line) => {
      const event = parseEvent(line);
      if (event !== undefined) recorder.add(event);
    });
    if (failure !== undefined) throw failure;
    // What was said last by a clock that is ahead of ours lies before a pair, too.
    if (clocksWithinMs > 0) await pause(clocksWithinMs + 1, parts.signal);
    clocks.take();
    while (recorder.flush(MOST_AT_ONCE)) await pause(1);
    const totals = recorder.end();
    return { totals: { ...totals, slipNs: Math.max(totals.slipNs, slipNs) }, dropped };
  } finally {
    clearInterval(flushing);
  }
};

/**
 * A lane in which a load is sent: patients are enrolled, k6 posts and threads of ours send messages at their instants,
 * and what became of each reading is an operation like any other's, written as soon as it is known. Nothing is judged here.
 */
export const loadLane = (request: LoadRequest): DrivenLane => {
  const drive = async (parts: DrivenParts): Promise<Driven> => {
    const { profile, clock, seed, nonce } = parts;
    const decoys = new Set(profile.people.decoys.map(({ value }) => value));
    const responsible = profile.people.clinicians.map((c) => c.identifier).filter(({ value }) => !decoys.has(value));
    const plan = planLoad(request.profile, { seed, nonce, nowMs: Date.parse(clock.wall()) });
    const cast = loadCast(plan.parameters, responsible);
    const laneOf = lanesOf(request.name, cast);
    const refused = await enrol(laneOf, parts, cast.stream.people, cast.patientOf);
    // A load outlasts everything else of a run, and those who would send it may not be known.
    if (parts.signal.aborted) return NOTHING_SENT;
    if (request.profile.observe === 'push') await parts.pushes.begin();
    parts.scheduleBegins();
    const { totals, dropped } = await send(request, parts, plan, cast, laneOf);
    const some = refused.slice(0, 3).join('; ');
    return {
      subjects: subjectsOf(cast, laneOf, totals),
      unsent: refused.length === 0 ? [] : [`${refused.length} acts of enrolment were not taken: ${some}`],
      voided: parts.signal.aborted
        ? []
        : voidsOf(request.mayBeLate ? { ...totals, slipNs: 0 } : totals, dropped, profile),
      placedWithinNs: totals.withinNs,
    };
  };
  const { single, bundle } = request.profile.mix;
  return {
    lane: `load:${request.name}/${single + bundle > 0 ? 'fhir' : 'hl7v2'}`,
    drive,
    check: (profile) => {
      checkHosts(profile, request.allowHost);
      for (const base of request.furtherBases ?? []) checkHosts({ fhir: { base } }, request.allowHost);
      if (request.profile.mix.mllp > 0) messageAddress(profile);
    },
  };
};
