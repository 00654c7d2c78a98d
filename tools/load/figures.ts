import type { LoadResult } from '../../conformance/load/result/load-result.ts';

/** One figure of a large run, and what is demanded of it. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly demanded: string;
  readonly holds: boolean;
}

/** Ten minutes with everything; the verdict ten seconds after the end; a gigabyte for the judge. */
const MOST_SECONDS = 600;
const MOST_VERDICT_SECONDS = 10;
const MOST_MEMORY_MB = 1000;

/** Figures of a large run. `readings`: how many it was to send. `seconds`: of the whole command. */
export const figuresOf = (
  { verdict, readings: sent, judge, latencies, items }: LoadResult,
  { readings, seconds }: { readonly readings: number; readonly seconds: number },
): readonly Figure[] => {
  const neverSeen = latencies[0]?.neverSeen ?? 0;
  const memory = judge.mostMemoryMb;
  return [
    { name: 'verdict', value: verdict, demanded: 'PASS or WARN', holds: verdict === 'PASS' || verdict === 'WARN' },
    { name: 'readings', value: String(sent), demanded: `${readings} at least`, holds: sent >= readings },
    { name: 'items', value: `${items}, ${neverSeen} never seen`, demanded: '0 never seen', holds: neverSeen === 0 },
    {
      name: 'seconds',
      value: seconds.toFixed(1),
      demanded: `${MOST_SECONDS} at most`,
      holds: seconds <= MOST_SECONDS,
    },
    {
      name: 'seconds from the end to the verdict',
      value: judge.seconds.toFixed(1),
      demanded: `${MOST_VERDICT_SECONDS} at most`,
      holds: judge.seconds <= MOST_VERDICT_SECONDS,
    },
    {
      name: 'memory of the judge, MB',
      value: memory === null ? 'not known: it was judged anew' : memory.toFixed(0),
      demanded: `below ${MOST_MEMORY_MB}`,
      holds: memory !== null && memory < MOST_MEMORY_MB,
    },
  ];
};
