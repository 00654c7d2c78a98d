import type { ScenarioAct } from '../document/scenario-act.ts';
import type { LaneBuilder } from './lane-builder.ts';
import type { Happening } from './timeline.ts';

type Terms = Omit<ScenarioAct, 'at' | 'note' | 'readings'>;

/** The words of each verb. A table of readings is taken apart before. */
export type Verbs = { [V in keyof Terms]-?: NonNullable<Terms[V]> };

/** Adds what one verb asks for to the plan of its lane. */
export type Plan<V extends keyof Verbs> = (lane: LaneBuilder, happening: Happening, term: Verbs[V]) => void;
