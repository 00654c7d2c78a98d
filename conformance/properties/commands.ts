import fc from 'fast-check';
import type { Measured } from './model.ts';
import { BODIES_WITH_RULES, VALUES } from './limits.ts';
import { change, grant, order, turn, withdraw } from './order-steps.ts';
import type { Step } from './step.ts';
import { correct, done, erase, message, reading, replay, restart, seen, together, unnamed, wait } from './steps.ts';

const measure = fc.constantFrom<Measured[]>('glucose', 'glucose', 'weight');
const which = fc.nat(5);
/** Readings that come so many minutes after they were measured. */
const readings = (...lateMinutes: readonly number[]) =>
  measure.chain((m) =>
    fc
      .tuple(fc.constantFrom(...VALUES[m]), fc.constantFrom(...lateMinutes))
      .map(([value, late]) => reading(m, value, late)),
  );
const anyReading = readings(0, 0, 0, 5, 90, 60);

const anyTogether = measure.chain((m) =>
  fc
    .tuple(
      fc.constantFrom('transaction' as const, 'batch' as const),
      fc.array(fc.constantFrom(...VALUES[m]), { minLength: 2, maxLength: 3 }),
    )
    .map(([as, values]) => together(m, as, values)),
);

const anyUnnamed = measure.chain((m) =>
  fc.constantFrom(...VALUES[m].filter((v) => v !== 'failed')).map((value) => unnamed(m, value)),
);

const restarts = measure.chain((m) => {
  const value = fc.constantFrom(...VALUES[m].filter((v) => v !== 'HI' && v !== 'failed'));
  return fc
    .tuple(
      fc.constantFrom('kill' as const, 'kill' as const, 'stop' as const),
      fc.array(value, { minLength: 1, maxLength: 2 }),
    )
    .map(([how, values]) => restart(how, m, values));
});

/** Every command with what it draws. Readings stand several times: they are what most of life is. */
const COMMANDS: fc.Arbitrary<Step>[] = [
  fc.tuple(measure, which).map(([m, body]) => order(m, body)),
  fc.tuple(measure, which).map(([m, body]) => order(m, body)),
  measure.map(grant),
  measure.map(grant),
  anyReading,
  anyReading,
  anyReading,
  anyReading,
  fc.tuple(measure, which).map(([m, body]) => change(m, body)),
  fc.tuple(measure, fc.constantFrom('on-hold' as const, 'active' as const)).map(([m, s]) => turn(m, s)),
  fc.tuple(measure, fc.constantFrom('completed' as const, 'revoked' as const)).map(([m, s]) => turn(m, s)),
  measure.map(withdraw),
  which.map(replay),
  fc.tuple(which, fc.nat(30)).map(([w, v]) => correct(w, v)),
  which.map(erase),
  which.map(seen),
  which.map(done),
  which.map(message),
  fc.constantFrom(10, 120, 1440, 4320).map(wait),
];

/** What some sequences have besides: rules by time and days, readings in one message or of no device, the edge of lateness. */
const MORE: fc.Arbitrary<Step>[] = [
  fc.tuple(measure, which).map(([m, body]) => change(m, body, BODIES_WITH_RULES)),
  fc.tuple(measure, which).map(([m, body]) => change(m, body, BODIES_WITH_RULES)),
  measure.map((m) => turn(m, 'on-hold')),
  readings(59, 60, 61),
  anyTogether,
  anyUnnamed,
];

/**
 * Sequences of at most so many commands, beginning with an order and permission of glucose. `canRestart`: the system is
 * stopped or killed in them; those of a system that cannot be are others. `isWide`: with more besides.
 */
export const sequences = (most: number, canRestart: boolean, isWide: boolean): fc.Arbitrary<Iterable<Step>> =>
  fc.commands([...COMMANDS, ...(isWide ? MORE : []), ...(canRestart ? [restarts] : [])], {
    maxCommands: most,
    size: 'max',
  });

/** What every sequence begins with: without them nearly all that follows would be refused. */
export const OPENING: readonly Step[] = [order('glucose', 0), grant('glucose'), order('weight', 0), grant('weight')];
