import type { ScenarioInput } from '../runner/document/scenario.ts';

export type ScenarioActInput = ScenarioInput['acts'][number];
export type Measured = 'glucose' | 'weight';

/** A reading as far as later commands come back to it. */
export interface SentReading {
  readonly name: string;
  readonly measure: Measured;
  /** It lies far outside of whatever limits there are, and was sent while order and permission were in force. */
  raised: boolean;
  erased: boolean;
}

/**
 * What is known while a sequence is drawn up: enough to tell which command makes sense next, never what is right. That is
 * for the oracle to say.
 */
export interface Model {
  readonly orders: Map<Measured, 'active' | 'on-hold' | 'ended'>;
  readonly granted: Set<Measured>;
  readonly readings: SentReading[];
  /** The next act comes so many minutes after the one before. */
  gap: number;
  /** The system was stopped or killed: once in a sequence, as all the others wait for it. */
  hasRestarted: boolean;
}

/** Where a sequence begins: nothing was ordered and nothing permitted. */
export const freshModel = (): Model => ({
  orders: new Map(),
  granted: new Set(),
  readings: [],
  gap: 0,
  hasRestarted: false,
});

/** The acts of a sequence, as a scenario has them. */
export type Acts = ScenarioActInput[];

/** Adds an act a minute, or what was waited, after the one before; the first is at a fixed time. */
export const addAct = (model: Model, acts: Acts, act: Omit<ScenarioActInput, 'at'>): void => {
  acts.push({ at: acts.length === 0 ? 'd1 08:00' : `+${1 + model.gap}min`, ...act });
  model.gap = 0;
};
