import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpLine } from '../history/lines.ts';
import type { DrivenLane, DrivenParts } from '../runner/driven.ts';
import { enrol } from './enrol.ts';
import { type ClockMap, type ClockPair, clockMap } from '../sight/clock-map.ts';
import { type LoadEvent, readEvents } from './events.ts';
import { placeEvent, widestPlace } from './place-event.ts';
import { type LoadPlan, planLoad } from './plan-load.ts';
import type { NamedLoad } from './profile.ts';
import { runK6 } from './run-k6.ts';

/** A load profile and the k6 to run it with. */
export interface LoadRequest extends NamedLoad {
  readonly k6: string;
}

/** How often both clocks are read while k6 runs: what a step makes uncertain is no longer than this. */
const PAIR_EVERY_MS = 1000;

/** Both clocks, one inside the other. */
const readClocks = ({ clock }: DrivenParts): ClockPair => {
  const before = clock.now();
  const wallMs = Date.parse(clock.wall());
  return { before, after: clock.now(), wallMs };
};

/** Reads both clocks now and every second, and once more when asked for all. */
const pairUp = (parts: DrivenParts) => {
  const pairs: [ClockPair, ...ClockPair[]] = [readClocks(parts)];
  const timer = setInterval(() => pairs.push(readClocks(parts)), PAIR_EVERY_MS);
  timer.unref();
  return {
    all: (): readonly [ClockPair, ...ClockPair[]] => {
      pairs.push(readClocks(parts));
      return pairs;
    },
    stop: (): void => clearInterval(timer),
  };
};

/** Turns what k6 wrote into operations of the history, its wall clock mapped to ours with all its width. */
const record = (
  lane: string,
  parts: DrivenParts,
  plan: LoadPlan,
  rate: number,
  events: ReadonlyMap<number, LoadEvent>,
  map: ClockMap,
): OpLine[] => {
  const { history, driver } = parts;
  return [...events.values()]
    .toSorted((a, b) => a.sent - b.sent || a.index - b.index)
    .flatMap((event) => {
      const reading = plan.readings[event.index];
      if (reading === undefined) return [];
      const placed = placeEvent(event, map, rate);
      if (placed.answer.id !== undefined) driver.learn(placed.answer.id, reading.identifier);
      return [
        history.op({
          lane,
          via: 'fhir',
          actor: 'gateway',
          act: { op: 'reading.submit', reading },
          wall: new Date(event.sent).toISOString(),
          ...placed,
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
      const clocks = pairUp(parts);
      try {
        const requests = await Promise.all(
          plan.readings.map((reading) => driver.readingRequest(reading, { role: 'gateway' })),
        );
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
        const map = clockMap(clocks.all());
        const ops = record(lane, parts, plan, ratePerSecond, events, map);
        const missing = plan.readings.length - events.size;
        return {
          ops: [...enrolled, ...ops],
          unsent: missing === 0 ? [] : [`k6 did not send ${missing} of ${plan.readings.length} readings`],
          placedWithinNs: widestPlace(events.values(), map),
        };
      } finally {
        clocks.stop();
        rmSync(work, { recursive: true, force: true });
      }
    },
  };
};
