import type { Sampling } from '../../layers.ts';
import type { RandomStream } from '../../random.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';

const ID = 'wrong-person';
const PER_TEST = 0.002;
const PER_WEIGHING = 0.008;

/** Somebody without diabetes, at any hour (realism facts 9.2: 96 mg/dL, CV 15 %). */
const otherGlucoseMgDl = (random: RandomStream): number => random.logNormal(96, 0.15);

/** The other one of the household keeps a weight of their own, clear of the patient's. */
function otherWeightKg(patientKg: number, usualKg: number, random: RandomStream): number {
  const near = Math.abs(usualKg - patientKg) < Math.max(4, 0.05 * patientKg);
  return (near ? 0.8 * usualKg : usualKg) + random.normal(0, 0.4);
}

/** Control solution, or a suitcase: there is no person whom another one could be taken for. */
const isNobodys = ({ specimen, truth }: Sampling): boolean => specimen === 'control' || truth.personId === '';

function* apply(items: Iterable<Sampling>, setting: FaultSetting): Generator<Sampling> {
  const testStruck = strikes(PER_TEST, setting);
  const weighingStruck = strikes(PER_WEIGHING, setting);
  const usualKg = setting.streamOf('household').logNormal(68, 0.25);
  for (const item of items) {
    const weighing = item.specimen === 'body';
    const { truth } = item;
    if (isNobodys(item) || !(weighing ? weighingStruck : testStruck)(item)) {
      yield item;
      continue;
    }
    const random = setting.streamOf('struck', truth.trueTimeMs);
    const theirs = weighing ? otherWeightKg(truth.trueValue, usualKg, random) : otherGlucoseMgDl(random);
    const other = { ...truth, trueValue: theirs, personId: `${setting.patientId}-household` };
    yield touchedBy({ ...item, presented: theirs, truth: other }, ID);
  }
}

/** Someone else of the household on the strip or on the scale. The truth is theirs then. */
export const wrongPerson: FaultOf<'person'> = {
  id: ID,
  title: 'Somebody else used the meter or the scale',
  layer: 'person',
  measures: ['glucose', 'weight'],
  usual: '0.8 % of weighings, 0.2 % of glucose tests (assumed; one real series has 0.8 % outliers above 4 %)',
  apply,
};
