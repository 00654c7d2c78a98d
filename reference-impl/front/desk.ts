import type { BenchState } from '../operation/bench.ts';
import type { Figures } from '../operation/figures.ts';
import type { Log } from '../operation/log.ts';
import type { FiledReading } from '../../contract/domain/reading.ts';
import type { Pipeline, Written } from '../pipeline.ts';
import type { Placed, Reached, ReachedPipeline } from '../reach/reached.ts';

/** What the surfaces stand before: the pipeline, and whoever operates it. All of it can be reached from another thread. */
export interface Desk {
  readonly pipeline: ReachedPipeline;
  readonly operation: Reached<Operation>;
}

export interface Operation {
  /** What keeps the pipeline from taking anything; undefined: nothing does. */
  ailment(): string | undefined;
  /** What Prometheus is told. */
  metrics(): Promise<string>;
  /** The same, for the operator's page. */
  figures(): Promise<Figures>;
  /** What is played around the reference; undefined: nothing is. */
  bench(): BenchState | undefined;
  /** Switches a fault of the bench. */
  turn(fault: string, isOn: boolean): void;
  /** Told of every failure that a client sees as ours. */
  failed(error: unknown): void;
  readonly log: Log;
}

const withoutBody = ({ stored, effect, warnings }: Written<FiledReading>): Placed => {
  const { id, version, lastUpdated } = stored;
  return { stored: { id, version, lastUpdated }, effect, warnings };
};

/** The part of a pipeline that is reached from a surface: data in, data out. */
export const served = ({
  people,
  orders,
  permissions,
  readings,
  portal,
  sources,
  assertions,
  inbox,
  messages,
  audit,
  subscriptions,
  clock,
  references,
  read,
  health,
}: Pipeline): ReachedPipeline => {
  const { serve: _, ...reached } = subscriptions;
  return {
    people,
    orders,
    permissions,
    readings: {
      history: readings.history,
      search: readings.search,
      file: async (caller, sent, terms, shown = false) => {
        const filed = await readings.file(caller, sent, terms);
        return filed.ok && !shown ? { ...filed, value: filed.value.map(withoutBody) } : filed;
      },
    },
    portal,
    sources,
    assertions,
    inbox,
    messages,
    audit,
    subscriptions: reached,
    clock,
    references,
    read,
    health,
  };
};
