import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpLine } from '../history/lines.ts';
import type { DrivenLane, DrivenParts } from '../runner/driven.ts';
import { EHR, portal } from '../sut/actor.ts';
import { type ClockPair, clockMap } from './clock-map.ts';
import { type LoadEvent, outcomeOf, readEvents } from './events.ts';
import { type LoadPatient, type LoadPlan, planLoad } from './plan-load.ts';
import type { NamedLoad } from './profile.ts';
import { runK6 } from './run-k6.ts';

/** A load profile and the k6 to run it with. */
export interface LoadRequest extends NamedLoad {
  readonly k6: string;
}

const NS_PER_S = 1_000_000_000;
/** Clocks that disagree by more than this were stepped while k6 ran: its instants cannot be placed. */
const MOST_DISAGREEMENT_NS = 5_000_000;

const enrol = async (
  lane: string,
  { driver, recorder }: DrivenParts,
  patients: readonly LoadPatient[],
): Promise<OpLine[]> => {
  const ops: OpLine[] = [];
  for (const { patient, device, order, permission } of patients) {
    const own = portal(patient.identifier);
    ops.push(await recorder.perform(lane, driver, EHR, { op: 'person.patient', patient }));
    ops.push(await recorder.perform(lane, driver, own, { op: 'device.register', device }));
    ops.push(await recorder.perform(lane, driver, EHR, { op: 'order.submit', order }));
    ops.push(await recorder.perform(lane, driver, own, { op: 'permission.set', permission }));
  }
  return ops;
};

/** Both clocks, one inside the other. */
const readClocks = ({ clock }: DrivenParts): ClockPair => {
  const before = clock.now();
  const wallMs = Date.parse(clock.wall());
  return { before, after: clock.now(), wallMs };
};

/** Turns what k6 wrote into operations of the history, its wall clock mapped to ours with all its width. */
const record = (
  lane: string,
  parts: DrivenParts,
  plan: LoadPlan,
  rate: number,
  events: ReadonlyMap<number, LoadEvent>,
  pairs: readonly [ClockPair, ClockPair],
): OpLine[] => {
  const { history, driver } = parts;
  const map = clockMap(pairs);
  if (map.disagreementNs > MOST_DISAGREEMENT_NS)
    throw new Error(
      `the wall clock was stepped by ${map.disagreementNs / 1e6} ms during the load: k6's times cannot be placed`,
    );
  return [...events.values()]
    .toSorted((a, b) => a.sent - b.sent || a.index - b.index)
    .flatMap((event) => {
      const reading = plan.readings[event.index];
      if (reading === undefined) return [];
      const sent = map.at(event.sent).earliest;
      // k6's schedule runs from its own start, known to a fraction of a millisecond; the slip of a late sending is charged.
      const intended = Math.min(
        sent,
        map.at(Math.floor(event.started)).earliest + Math.round((event.index / rate) * NS_PER_S),
      );
      const { outcome, answer } = outcomeOf(event);
      if (answer.id !== undefined) driver.learn(answer.id, reading.identifier);
      return [
        history.op({
          lane,
          via: 'fhir',
          actor: 'gateway',
          act: { op: 'reading.submit', reading },
          intended,
          sent,
          settled: map.at(event.settled).latest,
          wall: new Date(event.sent).toISOString(),
          outcome,
          answer,
        }),
      ];
    });
};

/**
 * A lane in which k6 sends the readings: patients are enrolled, the bodies are planned, k6 posts them at a constant
 * rate, and what it saw becomes operations like any other's. Nothing is judged here.
 */
export const loadLane = (request: LoadRequest): DrivenLane => {
  const lane = `load:${request.name}/fhir`;
  return {
    lane,
    drive: async (parts) => {
      const { profile, driver, clock, seed, nonce } = parts;
      const responsible = profile.people.clinicians[0]?.identifier ?? { system: 'urn:vitalproof', value: 'nobody' };
      const plan = planLoad(request.profile, { seed, nonce, nowMs: Date.parse(clock.wall()), responsible });
      const enrolled = await enrol(lane, parts, plan.patients);
      const work = mkdtempSync(join(tmpdir(), 'vitalproof-load-'));
      try {
        const requests = plan.readings.map((reading) => driver.readingRequest(reading, { role: 'gateway' }));
        const authorization = requests[0]?.headers.Authorization;
        const planFile = join(work, 'plan.json');
        // Credentials go by the environment: the plan lies on a disk.
        const bare = requests.map(({ url, body, headers: { Authorization: _secret, ...headers } }) => ({
          url,
          body,
          headers,
        }));
        const { ratePerSecond, virtualUsers, timeoutMs } = request.profile;
        writeFileSync(planFile, JSON.stringify({ ratePerSecond, virtualUsers, timeoutMs, requests: bare }), {
          mode: 0o600,
        });
        const before = readClocks(parts);
        const log = join(work, 'k6.log');
        await runK6({
          k6: request.k6,
          script: request.script,
          planFile,
          log,
          authorization,
          profile: request.profile,
          signal: parts.signal,
        });
        const { events } = readEvents(log);
        const ops = record(lane, parts, plan, ratePerSecond, events, [before, readClocks(parts)]);
        const missing = plan.readings.length - events.size;
        return {
          ops: [...enrolled, ...ops],
          unsent: missing === 0 ? [] : [`k6 did not send ${missing} of ${plan.readings.length} readings`],
        };
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    },
  };
};
