import { VALUES, isFarOutside } from './limits.ts';
import { addAct, type Acts, type Measured, type Model, type SentReading } from './model.ts';
import { at, command, inForce, type Step } from './step.ts';

/** What a meter says of one measurement, whatever it is; `failed` and `HI` have no unit that says the measure. */
const shown = (measure: Measured, value: string) => ({
  value,
  ...(value === 'HI' || value === 'failed' ? { measure } : {}),
});

export const reading = (measure: Measured, value: string, lateMinutes: number): Step =>
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
          ...shown(measure, value),
          ...(lateMinutes === 0 ? {} : { effective: `-${lateMinutes}min` }),
        },
      });
    },
  );

/** Measured twice at one instant without a named device, which makes two, and no replay. */
export const unnamed = (measure: Measured, value: string): Step =>
  command(
    `twice ${value} of no device`,
    () => true,
    (m, acts) => {
      // The second is sent a minute after the first.
      for (const effective of ['-5min', '-6min']) {
        const name = `r${m.readings.length + 1}`;
        m.readings.push({ name, measure, raised: false, erased: false });
        addAct(m, acts, { reading: { name, ...shown(measure, value), device: 'none', effective } });
      }
    },
  );

/** In one message, transaction or batch, the last measured first: entries take effect by effective time. */
export const together = (measure: Measured, as: 'transaction' | 'batch', values: readonly string[]): Step =>
  command(
    `${as} of ${values.join(', ')}`,
    (m) => inForce(m, measure),
    (m, acts) => {
      const readings = values.map((value, i) => ({
        name: `r${m.readings.length + i + 1}`,
        ...shown(measure, value),
        effective: `-${i + 1}min`,
      }));
      m.readings.push(...readings.map(({ name }) => ({ name, measure, raised: false, erased: false })));
      addAct(m, acts, { together: { as, readings } });
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

export const replay = (which: number): Step =>
  onReading('replay', isThere, which, (r, m, acts) => addAct(m, acts, { replay: { reading: r.name } }));

export const correct = (which: number, value: number): Step =>
  onReading('correct', isThere, which, (r, m, acts) => {
    const values = VALUES[r.measure].filter((v) => v !== 'failed' && v !== 'HI');
    r.raised = false;
    addAct(m, acts, { correct: { reading: r.name, value: at(values, value) } });
  });

export const erase = (which: number): Step =>
  onReading('erase', isThere, which, (r, m, acts) => {
    r.erased = true;
    addAct(m, acts, { erase: { reading: r.name } });
  });

export const seen = (which: number): Step =>
  onReading('seen', hasItem, which, (r, m, acts) => addAct(m, acts, { seen: { reading: r.name } }));

export const done = (which: number): Step =>
  onReading('done', hasItem, which, (r, m, acts) => {
    r.raised = false;
    addAct(m, acts, { done: { reading: r.name } });
  });

export const message = (which: number): Step =>
  onReading('message', hasItem, which, (r, m, acts) =>
    addAct(m, acts, { message: { reading: r.name, text: `About ${r.name}.` } }),
  );

/** The test clock moves on before the next act. */
export const wait = (minutes: number): Step =>
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
export const restart = (how: 'kill' | 'stop', m: Measured, values: readonly string[]): Step =>
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
