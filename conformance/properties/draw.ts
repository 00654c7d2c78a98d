import fc from 'fast-check';
import { defineScenario, type Scenario } from '../runner/document/scenario.ts';
import { type Acts, addAct, freshModel } from './model.ts';
import { OPENING, sequences } from './commands.ts';

/**
 * Of so many sequences these have more besides, and begin on the day before the clocks of New York change, each way: windows of
 * days hold local days, of 23 and of 25 hours there. Source: Energy Policy Act of 2005, the second Sunday of March and the first
 * of November.
 */
const EACH = 8;
const WIDE: ReadonlyMap<number, { readonly start: string }> = new Map([
  [3, { start: '2035-03-10' }],
  [7, { start: '2035-11-03' }],
]);

/** Commands of one sequence. */
const MOST_COMMANDS = 60;

/** A drawn sequence as a scenario, and what fast-check needs to draw it again. */
export interface Drawn {
  readonly scenario: Scenario;
  /** fast-check's path: which of the values of its seed. */
  readonly path: string;
  /** fast-check's replayPath of the commands: those that were carried out. */
  readonly replayPath: string;
}

const REPLAY_PATH = /replayPath="([^"]*)"/;

/** Seeds of fast-check are 32 bits. */
const seedOf = (seed: number): number => seed % 0x8000_0000;

/** The acts of the commands that made sense when their turn came. */
const actsOf = (commands: Iterable<fc.Command<ReturnType<typeof freshModel>, Acts>>): Acts => {
  const acts: Acts = [];
  const model = freshModel();
  for (const step of OPENING) void step.run(model, acts);
  fc.modelRun(() => ({ model, real: acts }), commands);
  // What was filed, told of and written is looked at once more at the end.
  addAct(model, acts, { read: { measure: 'glucose' } });
  addAct(model, acts, { messages: {} });
  return acts;
};

/**
 * The first `count` sequences of a seed, each a scenario of one patient, by themselves the same whatever `count` is. They hold no
 * expectation: the oracle alone says what is right. `canRestart`: the system can be stopped and started again.
 */
export const drawSequences = (seed: number, count: number, canRestart = false): readonly Drawn[] => {
  const sample = (isWide: boolean) =>
    fc.sample(sequences(MOST_COMMANDS, canRestart, isWide), { seed: seedOf(seed), numRuns: count });
  const [plain, wide] = [sample(false), sample(true)];
  return plain.flatMap((own, i) => {
    const place = WIDE.get(i % EACH);
    const commands = place === undefined ? own : wide[i];
    if (commands === undefined) return [];
    const acts = actsOf(commands);
    const [, replayPath = ''] = REPLAY_PATH.exec(String(commands)) ?? [];
    return [
      {
        path: String(i),
        replayPath,
        scenario: defineScenario({
          name: `property:${i}`,
          title: `A sequence of orders, permissions, readings and acts, number ${i} of its seed`,
          bindings: [i % 3 === 2 ? 'hl7v2' : 'fhir'],
          ...place,
          acts,
        }),
      },
    ];
  });
};
