/**
 * One measurement in a process of its own: `child.ts floor|full|minute|adaptive|scale|memory …`. Prints a line of
 * JSON: patient-days, seconds on the wall and of the processor (all threads of this process), and more.
 */
import { randomStream } from '../../simulator/random.ts';
import { archetypes } from '../../simulator/simulate.ts';
import { streamFleet } from '../../simulator/stream.ts';
import { type1Body, type Stepping } from '../../simulator/physiology/glucose/type1-body.ts';
import { ADULTS } from '../../simulator/physiology/glucose/type1-cohort.ts';
import { drawType1Person } from '../../simulator/physiology/glucose/type1-person.ts';
import { type1Rest } from '../../simulator/physiology/glucose/type1-rest.ts';
import { floor } from './floor.ts';
import { dayOf, live } from './stepping.ts';

const [mode, secondsText = '2'] = process.argv.slice(2);
const SECONDS = Number(secondsText);

const person = drawType1Person(ADULTS, randomStream(1, 'bench'));
const rest = type1Rest(person);
if (rest === undefined) throw new Error('a person without a rest was drawn');

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Calls `work`, which tells the patient-days that it did, until the time is over; the first quarter warms up. */
function measured(work: (turn: number) => number): object {
  let turn = 0;
  for (const until = performance.now() + SECONDS * 250; performance.now() < until;) work(turn++);
  const [began, cpu] = [performance.now(), cpuSeconds()];
  let patientDays = 0;
  while (performance.now() - began < SECONDS * 1000) patientDays += work(turn++);
  return { patientDays, seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSeconds() - cpu };
}

/** Length of a cohort's NDJSON; every turn another seed. */
const ndjson = (archetype: string, patients: number, days: number, seed: number): number => {
  let length = 0;
  for (const text of streamFleet({ cohort: [{ archetype, patients }], seed, days, format: 'ndjson' }))
    length += text.length;
  if (length === 0) throw new Error(`nothing came of ${archetype}`);
  return length;
};

/** Until there is one with type 1 diabetes, the nearest that there is. */
const glucose = archetypes.some(({ name }) => name === 't1d-mdi') ? 't1d-mdi' : 't2d-oral';

/** Days laid out beforehand, so that what is measured is stepping. */
const DAYS = 45;

const stepping = (how: Stepping): object => {
  const people = Array.from({ length: 16 }, (_, i) =>
    type1Body(drawType1Person(ADULTS, randomStream(1, 'body', i)), how),
  );
  for (const body of people) body.settleOnLong(body.therapy.basalUnitsPerDay, 8);
  const lives = people.map((body) => Array.from({ length: DAYS }, (_, day) => dayOf(body, day)));
  return measured((turn) => {
    people.forEach((body, i) => live(body, lives[i]?.[turn % DAYS], () => undefined));
    return people.length;
  });
};

/** Largest difference of both ways of stepping, mg/dL. */
const furthestApart = (days: number): number => {
  let furthest = 0;
  for (let i = 0; i < 200; i++) {
    const drawn = drawType1Person(ADULTS, randomStream(1, 'apart', i));
    const seen: number[] = [];
    for (const how of ['minute', 'adaptive'] as const) {
      const body = type1Body(drawn, how);
      body.settleOnLong(body.therapy.basalUnitsPerDay, 8);
      let place = 0;
      for (let day = 0; day < days; day++) {
        live(body, dayOf(body, day), () => {
          if (how === 'minute') seen.push(body.plasmaGlucoseMgDl());
          else furthest = Math.max(furthest, Math.abs((seen[place++] ?? Number.NaN) - body.plasmaGlucoseMgDl()));
        });
      }
    }
  }
  return furthest;
};

/** What is on the heap when one patient's text of so many days is at its end but not let go. */
const heapMb = (days: number): number => {
  const stream = streamFleet({ cohort: [{ archetype: glucose, patients: 1 }], seed: 1, days, format: 'ndjson' });
  let length = 0;
  for (let chunk = stream.next(); chunk.done !== true; chunk = stream.next()) length += chunk.value.length;
  globalThis.gc?.();
  const used = process.memoryUsage().heapUsed / 1e6;
  if (stream.return(undefined).done !== true || length === 0) throw new Error('nothing was streamed');
  return used;
};

const MODES: Readonly<Record<string, () => object>> = {
  floor: () => measured(() => (floor(person, rest, 20) > 0 ? 20 : 0)),
  full: () => ({ archetype: glucose, ...measured((turn) => (ndjson(glucose, 4, 30, turn + 1) > 0 ? 120 : 0)) }),
  minute: () => stepping('minute'),
  adaptive: () => stepping('adaptive'),
  apart: () => ({ apartMgDl: furthestApart(5) }),
  scale: () => measured((turn) => (ndjson('hf-stable', 10, 365, turn + 1) > 0 ? 3650 : 0)),
  memory: () => ({ heaps: [heapMb(20), heapMb(200), heapMb(2000)] }),
};
const chosen = MODES[mode ?? ''];
if (chosen === undefined) throw new Error(`there is no measurement ${mode}`);
console.log(JSON.stringify(chosen()));
