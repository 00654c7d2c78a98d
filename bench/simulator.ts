/**
 * How fast people are simulated: `npm run -s bench:simulator`. The floor is a bare loop over the same 13 states
 * (bench/simulator/floor.ts). Every measurement is made in a process of its own, one after another and several
 * times over; the median counts. One-core figures are by processor time, which what else runs on the machine does
 * not stretch; scales are by the clock on the wall, on all cores. BENCH_SECONDS=N, BENCH_REPEATS=N.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { produce } from '../cli/simulate/produce.ts';

const CHILD = fileURLToPath(new URL('simulator/child.ts', import.meta.url));
/** Patient-days/s of a bare loop in JavaScript on a machine of two cores like this one (realism facts, 8). */
const KNOWN_FLOOR = 1646;
const DAYS_PER_YEAR = 365;

const whole = (name: string, fallback: number): number => {
  const text = process.env[name] ?? String(fallback);
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`${name} is ${text}; expected a whole number from 1`);
  return Number(text);
};
const SECONDS = whole('BENCH_SECONDS', 3);
const REPEATS = whole('BENCH_REPEATS', 5);

interface Measured {
  readonly patientDays: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly archetype?: string;
  readonly apartMgDl?: number;
  readonly heaps?: readonly number[];
}
const measure = (mode: string): Measured => {
  const child = spawnSync(process.execPath, [...process.execArgv, '--expose-gc', CHILD, mode, String(SECONDS)], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`${mode} ended with ${child.status ?? child.signal}:\n${child.stderr}`);
  return JSON.parse(child.stdout) as Measured;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const perCpuSecond = (m: Measured): number => m.patientDays / m.cpuSeconds;
const shown = (values: readonly number[], digits = 0): string =>
  values.map((value) => value.toFixed(digits)).join(', ');

/** Patient-years a minute of weighing patients as NDJSON, on so many threads, by the wall; what starting takes is in it. */
const scales = async (workers: number): Promise<number> => {
  const patients = 4000 * workers;
  const options = { cohort: [{ archetype: 'hf-stable', patients }], seed: 1, days: DAYS_PER_YEAR, format: 'ndjson' };
  const began = performance.now();
  let length = 0;
  for await (const { text } of produce({ options, stretches: [{ from: 0, to: patients }], withTruth: false }, workers))
    length += text.length;
  if (length === 0) throw new Error('no scale said anything');
  return patients / ((performance.now() - began) / 60_000);
};

try {
  const runs = Array.from({ length: REPEATS }, () => ({
    floor: measure('floor'),
    full: measure('full'),
    minute: measure('minute'),
    adaptive: measure('adaptive'),
  }));
  const rate = (name: keyof (typeof runs)[number]): readonly number[] => runs.map((run) => perCpuSecond(run[name]));
  const floorRate = median(rate('floor'));
  const ratios = runs.map(({ floor, full }) => perCpuSecond(full) / perCpuSecond(floor));
  const speedups = runs.map(({ minute, adaptive }) => perCpuSecond(adaptive) / perCpuSecond(minute));
  console.log(
    `floor: ${floorRate.toFixed(0)} patient-days/s (${shown(rate('floor'))}), ${((100 * floorRate) / KNOWN_FLOOR).toFixed(0)} % of the ${KNOWN_FLOOR} of realism facts`,
  );
  console.log(
    `full stack (${runs[0]?.full.archetype}): ${median(rate('full')).toFixed(0)} patient-days/s (${shown(rate('full'))}), ${shown(ratios, 2)} of the floor`,
  );
  console.log(
    `body alone, steps of a minute: ${median(rate('minute')).toFixed(0)} patient-days/s (${shown(rate('minute'))}), ${(median(rate('minute')) / floorRate).toFixed(2)} of the floor`,
  );
  console.log(
    `body alone, adaptive steps: ${median(rate('adaptive')).toFixed(0)} patient-days/s (${shown(rate('adaptive'))}), ${shown(speedups, 2)} times by the minute`,
  );
  console.log(`adaptive steps: at most ${measure('apart').apartMgDl?.toFixed(3)} mg/dL apart, 200 people, 5 days each`);

  const oneCore = measure('scale');
  console.log(
    `scales on one core: ${((oneCore.patientDays / DAYS_PER_YEAR / oneCore.cpuSeconds) * 60).toFixed(0)} patient-years/min`,
  );
  const workers = availableParallelism();
  const all: number[] = [];
  for (let i = 0; i < REPEATS; i++) all.push(await scales(workers));
  console.log(`scales on ${workers} threads: ${shown(all)} patient-years/min`);

  const heaps = measure('memory').heaps ?? [];
  console.log(`heap after 20, 200 and 2000 days of one patient: ${shown(heaps, 1)} MB`);
  console.log(`bench simulator.memory.growth_mb ${((heaps[2] ?? Number.NaN) - (heaps[0] ?? Number.NaN)).toFixed(1)}`);
  console.log(`bench simulator.full.ratio ${median(ratios).toFixed(2)}`);
  console.log(`bench simulator.adaptive.speedup ${median(speedups).toFixed(2)}`);
  console.log(`bench simulator.scale.patient_years_per_min ${median(all).toFixed(0)}`);
} catch (error) {
  console.error(`bench simulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
