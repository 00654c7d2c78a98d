import type { Stretch } from '../../simulator/cohort/shard.ts';
import type { FleetOptions } from '../../simulator/fleet.ts';

/** What is to be simulated: plain data, so that a thread can be given it. */
export interface Work {
  readonly options: FleetOptions;
  /** In order of position, none overlapping. */
  readonly stretches: readonly Stretch[];
  readonly withTruth: boolean;
}

/** A piece of the output, as text or encoded. */
export interface Chunk {
  readonly text: string | Uint8Array;
  /** Empty unless asked for. */
  readonly truth: string | Uint8Array;
  readonly deliveries: number;
  readonly patients: number;
}

/** Patients of all stretches. */
export const patientsIn = ({ stretches }: Pick<Work, 'stretches'>): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);

/** The stretches cut into blocks of at most `size` patients, in order: what a thread does at one go. */
export function* blocks(stretches: readonly Stretch[], size: number): Generator<Stretch> {
  for (const { from, to } of stretches)
    for (let at = from; at < to; at += size) yield { from: at, to: Math.min(to, at + size) };
}

/** How many blocks these are. */
export const blockCount = (stretches: readonly Stretch[], size: number): number =>
  stretches.reduce((sum, { from, to }) => sum + Math.ceil((to - from) / size), 0);

/** The blocks of thread number `of` out of `workers`, each with all others': every `workers`-th. */
export function* blocksOf(all: Iterable<Stretch>, of: number, workers: number): Generator<Stretch> {
  let index = 0;
  for (const block of all) {
    if (index % workers === of) yield block;
    index++;
  }
}

const ENOUGH_PATIENT_DAYS = 2000;
const MOST_IN_BLOCK = 64;
const BLOCKS_PER_WORKER = 4;

/** Patients of a block: enough to be worth handing over, few enough that every thread has several. */
export function blockSize(patients: number, days: number, workers: number): number {
  const worthwhile = Math.min(MOST_IN_BLOCK, Math.ceil(ENOUGH_PATIENT_DAYS / days));
  return Math.max(1, Math.min(worthwhile, Math.floor(patients / (workers * BLOCKS_PER_WORKER))));
}
