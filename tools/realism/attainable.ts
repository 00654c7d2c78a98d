import { type1Mdi } from '../../simulator/cohort/glucose/type-1.ts';
import { randomStream } from '../../simulator/random.ts';
import { separation } from '../../simulator/realism/classifier.ts';
import { median } from '../../simulator/realism/moments.ts';
import type { PatientStream } from '../../simulator/realism/observation.ts';
import { electronicPatients } from './aim94.ts';
import { likeThem } from './separations.ts';

type Cohort = readonly PatientStream[];

/** Areas under the curve of one kind of comparison. */
export interface AttainableRow {
  readonly title: string;
  readonly aucs: readonly number[];
}

export interface Attainable {
  readonly rows: readonly AttainableRow[];
  /** Random divisions of all real patients that are told apart as surely as 1 to 30 and 31 to 50 are. */
  readonly asSure: number;
  readonly divisions: number;
}

/** Patients of a part. Three of them make patients 1 to 30, of whom 24 have a meter of their own. */
const PART = 8;
const RANDOM_PARTS = 60;
const DIVISIONS = 200;
const SHUFFLE_SEED = 1;

/** Patients in parts that follow each other by number, as 31 to 50 follow 1 to 30. */
const consecutive = (patients: Cohort): readonly Cohort[] =>
  Array.from({ length: Math.floor(patients.length / PART) }, (_, i) => patients.slice(i * PART, (i + 1) * PART));

function shuffled(patients: Cohort, what: string, index: number): Cohort {
  const random = randomStream(SHUFFLE_SEED, 'attainable', what, index);
  return patients
    .map((patient) => ({ patient, at: random.uniform() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ patient }) => patient);
}

const withoutThem = (patients: Cohort, part: Cohort): Cohort => patients.filter((patient) => !part.includes(patient));

/** Parts of patients 1 to 30 against the rest of them: what the classifier makes of people who are all real. */
export function realParts(fitted: Cohort): readonly [consecutive: AttainableRow, random: AttainableRow] {
  const row = (title: string, parts: readonly Cohort[]): AttainableRow => ({
    title,
    aucs: parts.map((part) => separation(part, withoutThem(fitted, part)).auc),
  });
  const random = Array.from({ length: RANDOM_PARTS }, (_, i) => shuffled(fitted, 'real', i).slice(0, PART));
  return [
    row('Real: eight consecutive patients of 1 to 30 against the other sixteen', consecutive(fitted)),
    row('Real: eight random patients of 1 to 30 against the other sixteen', random),
  ];
}

/** The same parts against simulated people: as many random parts as consecutive ones for each seed. */
export function simulatedParts(
  fitted: Cohort,
  seeds: readonly number[],
): readonly [consecutive: AttainableRow, random: AttainableRow] {
  const parts = consecutive(fitted);
  const aucOf = (part: Cohort, seed: number): number => separation(part, likeThem(part, type1Mdi, seed)).auc;
  return [
    {
      title: 'Eight consecutive patients of 1 to 30 against simulated',
      aucs: seeds.flatMap((seed) => parts.map((part) => aucOf(part, seed))),
    },
    {
      title: 'Eight random patients of 1 to 30 against simulated',
      aucs: seeds.flatMap((seed) =>
        parts.map((_, i) => aucOf(shuffled(fitted, `simulated ${i}`, seed).slice(0, PART), seed)),
      ),
    },
  ];
}

/**
 * How surely any two groups of AIM-94's patients are told apart, so that the figure of simulated people has something
 * to be held against. Looks at no feature by itself and chooses nothing.
 */
export function attainable(all: Cohort, seeds: readonly number[]): Attainable {
  const { fitted, held } = electronicPatients(all);
  const both = [...fitted, ...held];
  const found = separation(fitted, held).auc;
  const divided = Array.from({ length: DIVISIONS }, (_, i) => {
    const order = shuffled(both, 'division', i);
    return separation(order.slice(0, fitted.length), order.slice(fitted.length)).auc;
  });
  const rows = [
    ...realParts(fitted),
    { title: `Real: random divisions of patients 1 to 50 into ${fitted.length} and ${held.length}`, aucs: divided },
    ...simulatedParts(fitted, seeds),
  ];
  return { rows, asSure: divided.filter((auc) => auc >= found).length, divisions: DIVISIONS };
}

/** The table and the sentence under it. */
export function attainableText({ rows, asSure, divisions }: Attainable): string {
  const lines = rows.map(
    ({ title, aucs }) =>
      `| ${title} | ${aucs.length} | ${median(aucs).toFixed(2)} (${Math.min(...aucs).toFixed(2)} to ${Math.max(...aucs).toFixed(2)}) |`,
  );
  return [
    ['| who | comparisons | AUC: median (least to most) |', '| --- | --- | --- |', ...lines].join('\n'),
    `Of ${divisions} random divisions of the real patients, ${asSure} are told apart as surely as patients 1 to 30 are from 31 to 50.`,
  ].join('\n\n');
}
