import fc from 'fast-check';
import { addAct, type Acts, type Measured, type Model, type SentReading } from './model.ts';
import { BODIES, isFarOutside, VALUES } from './limits.ts';

type Step = fc.Command<Model, Acts>;

/** A command by its name, when it makes sense, and what it does to the sequence. */
const command = (
  text: string,
  check: (model: Readonly<Model>) => boolean,
  run: (model: Model, acts: Acts) => void,
): Step => ({
  check,
  run,
  toString: () => text,
});

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

const inForce = (model: Readonly<Model>, measure: Measured): boolean =>
  model.orders.get(measure) === 'active' && model.granted.has(measure);

const order = (measure: Measured, body: number): Step =>
  command(
    `order ${measure} ${body}`,
    (m) => !m.orders.has(measure),
    (m, acts) => {
      m.orders.set(measure, 'active');
      addAct(m, acts, { order: { measure, ...at(BODIES[measure], body) } });
    },
  );

const change = (measure: Measured, body: number): Step =>
  command(
    `change ${measure} ${body}`,
    (m) => m.orders.get(measure) === 'active',
    (m, acts) => addAct(m, acts, { change: { order: measure, ...at(BODIES[measure], body) } }),
  );

/** Seldom: an order that was ended or held leaves little to happen. */
const turn = (measure: Measured, status: 'on-hold' | 'active' | 'completed' | 'revoked'): Step =>
  command(
    `${status} ${measure}`,
    (m) => m.orders.get(measure) === (status === 'active' ? 'on-hold' : 'active'),
    (m, acts) => {
      m.orders.set(measure, status === 'active' || status === 'on-hold' ? status : 'ended');
      addAct(m, acts, { change: { order: measure, status } });
    },
  );

const grant = (measure: Measured): Step =>
  command(
    `grant ${measure}`,
    (m) => !m.granted.has(measure) && m.orders.get(measure) === 'active',
    (m, acts) => {
      m.granted.add(measure);
      addAct(m, acts, { grant: { measure } });
    },
  );

const withdraw = (measure: Measured): Step =>
  command(
    `withdraw ${measure}`,
    (m) => m.granted.has(measure),
    (m, acts) => {
      m.granted.delete(measure);
      addAct(m, acts, { withdraw: { measure } });
    },
  );

const reading = (measure: Measured, value: string, lateMinutes: number): Step =>
  command(
    `reading ${value}${lateMinutes === 0 ? '' : ` ${lateMinutes} min late`}`,
    () => true,
    (m, acts) => {
      const name = `r${m.readings.length + 1}`;
      // One that is late may have been measured before the order or the permission.
      m.readings.push({
        name,
        measure,
        raised: inForce(m, measure) && isFarOutside(value) && lateMinutes === 0,
        erased: false,
      });
      addAct(m, acts, {
        reading: {
          name,
          value,
          ...(value === 'HI' || value === 'failed' ? { measure } : {}),
          ...(lateMinutes === 0 ? {} : { effective: `-${lateMinutes}min` }),
        },
      });
    },
  );

/** Does something to one of the readings for which `fits` holds. */
const onReading = (
  text: string,
  fits: (reading: Readonly<SentReading>) => boolean,
  which: number,
  act: (reading: SentReading, model: Model, acts: Acts) => void,
): Step =>
  command(
    `${text} ${which}`,
    (m) => m.readings.some(fits),
    (m, acts) => act(at(m.readings.filter(fits), which), m, acts),
  );

const isThere = (r: Readonly<SentReading>): boolean => !r.erased;
const hasItem = (r: Readonly<SentReading>): boolean => r.raised && !r.erased;

const replay = (which: number): Step =>
  onReading('replay', isThere, which, (r, m, acts) => addAct(m, acts, { replay: { reading: r.name } }));

const correct = (which: number, value: number): Step =>
  onReading('correct', isThere, which, (r, m, acts) => {
    const values = VALUES[r.measure].filter((v) => v !== 'failed' && v !== 'HI');
    r.raised = false;
    addAct(m, acts, { correct: { reading: r.name, value: at(values, value) } });
  });

const erase = (which: number): Step =>
  onReading('erase', isThere, which, (r, m, acts) => {
    r.erased = true;
    addAct(m, acts, { erase: { reading: r.name } });
  });

const seen = (which: number): Step =>
  onReading('seen', hasItem, which, (r, m, acts) => addAct(m, acts, { seen: { reading: r.name } }));

const done = (which: number): Step =>
  onReading('done', hasItem, which, (r, m, acts) => {
    r.raised = false;
    addAct(m, acts, { done: { reading: r.name } });
  });

const message = (which: number): Step =>
  onReading('message', hasItem, which, (r, m, acts) =>
    addAct(m, acts, { message: { reading: r.name, text: `About ${r.name}.` } }),
  );

/** The test clock moves on before the next act. */
const wait = (minutes: number): Step =>
  command(
    `wait ${minutes} min`,
    () => true,
    (m) => {
      m.gap += minutes;
    },
  );

/**
 * The system is stopped or killed as a reading is answered, or while it is on its way. It is sent again afterwards, as whoever
 * got no answer would; so it is filed, whatever became of it.
 */
const restart = (how: 'kill' | 'stop', m: Measured, values: readonly string[]): Step =>
  command(
    `${how} during ${values.join(', ')}`,
    (model) => !model.hasRestarted && model.readings.length > 0,
    (model, acts) => {
      model.hasRestarted = true;
      const sent = values.map((value, i): SentReading => ({
        name: `r${model.readings.length + i + 1}`,
        measure: m,
        raised: inForce(model, m) && isFarOutside(value),
        erased: false,
      }));
      model.readings.push(...sent);
      const during = sent.map(({ name }, i) => ({
        name,
        value: values[i] ?? '',
        // Two at one instant would be one measurement.
        ...(i === 0 ? {} : { effective: `-${i}min` }),
      }));
      addAct(model, acts, { restart: { how, during } });
      for (const { name } of sent) addAct(model, acts, { replay: { reading: name } });
    },
  );

const measure = fc.constantFrom<Measured[]>('glucose', 'glucose', 'weight');
const which = fc.nat(5);
const anyReading = measure.chain((m) =>
  fc
    .tuple(fc.constantFrom(...VALUES[m]), fc.constantFrom(0, 0, 0, 5, 90, 60))
    .map(([value, late]) => reading(m, value, late)),
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

/**
 * Sequences of at most so many commands, beginning with an order and permission of glucose. `canRestart`: the system is
 * stopped or killed in them; those of a system that cannot be are others.
 */
export const sequences = (most: number, canRestart: boolean): fc.Arbitrary<Iterable<Step>> =>
  fc.commands(canRestart ? [...COMMANDS, restarts] : COMMANDS, { maxCommands: most, size: 'max' });

/** What every sequence begins with: without them nearly all that follows would be refused. */
export const OPENING: readonly Step[] = [order('glucose', 0), grant('glucose'), order('weight', 0), grant('weight')];
