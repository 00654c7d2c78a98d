import { CONTROL_SOLUTION_SAMPLE, MEAL_CONTEXT_KEY_MDC, MEAL_CONTEXT_MDC } from '../../codes/measures.ts';
import { SYSTEM } from '../../codes/canonical.ts';
import { type Coding, MealContext } from '../../domain/measure.ts';
import type { Reading } from '../../domain/reading.ts';
import { need, refuseHere } from './attempt.ts';
import type { Fields } from './build.ts';
import { composite } from './build.ts';
import { decodeCodings, hasCoding, ourCode, readOurCode } from './coded.ts';
import { decodeNumber } from './number.ts';
import type { Segment } from './segment.ts';

const MEAL_NAME: Readonly<Record<MealContext, string>> = {
  'pre-meal': 'PREPRANDIAL',
  'post-meal': 'POSTPRANDIAL',
  fasting: 'FASTING',
  casual: 'CASUAL',
  bedtime: 'BEDTIME',
};
const ABSENT_REASONS = ['error', 'unknown', 'not-performed'] as const;
type AbsentReason = (typeof ABSENT_REASONS)[number];

/** Rows that say more about the measurement row before them: meal context, record number, why there is no value. */
export const encodeDetails = (reading: Reading): readonly Fields[] => [
  ...[reading.mealContext ?? [], reading.furtherContexts ?? []].flat().map((context) => ({
    2: 'CWE',
    3: composite(MEAL_CONTEXT_KEY_MDC, 'MDC_CTXT_GLU_MEAL', 'MDC'),
    5: composite(MEAL_CONTEXT_MDC[context], `MDC_CTXT_GLU_MEAL_${MEAL_NAME[context]}`, 'MDC'),
  })),
  ...(reading.sequenceNumber === undefined
    ? []
    : [{ 2: 'NM', 3: ourCode('SEQUENCE', "Meter's record number"), 5: String(reading.sequenceNumber) }]),
  ...(reading.result.kind === 'absent' && (reading.result.reason !== 'unknown' || reading.status !== 'final')
    ? [{ 2: 'CWE', 3: ourCode('ABSENT', 'Why there is no value'), 5: ourCode(reading.result.reason) }]
    : []),
];

const MEAL: Coding = { system: SYSTEM.mdc, code: MEAL_CONTEXT_KEY_MDC };
const isMeal = (row: Segment): boolean => hasCoding(row, 3, MEAL);

/** That the sample was control solution, whatever the row is called. */
export const isOfControlSample = (row: Segment): boolean =>
  ['CWE', 'CE'].includes(row.text(2)) && hasCoding(row, 5, CONTROL_SOLUTION_SAMPLE);

/** True for a row that describes a measurement and is none itself. */
export const isDetail = (row: Segment): boolean =>
  isMeal(row) || isOfControlSample(row) || ['SEQUENCE', 'ABSENT'].includes(readOurCode(row, 3) ?? '');

const mealOf = (row: Segment): MealContext | undefined => {
  const coding = decodeCodings(row, 5, {}).find(({ system }) => system === SYSTEM.mdc);
  return MealContext.options.find((known) => MEAL_CONTEXT_MDC[known] === coding?.code);
};

const sequenceOf = (row: Segment): number => {
  const number = Number(need(decodeNumber(row.text(5), row.place(5))));
  return Number.isInteger(number) && number >= 0 && number <= 65_535
    ? number
    : refuseHere('bad-value', row.place(5), 'a whole number from 0 to 65535');
};

const reasonOf = (row: Segment): AbsentReason =>
  ABSENT_REASONS.find((reason) => reason === readOurCode(row, 5)) ??
  refuseHere('bad-value', row.place(5), `one of ${ABSENT_REASONS.join(', ')}`);

export interface ReadingDetails {
  readonly mealContext?: MealContext;
  readonly furtherContexts?: MealContext[];
  readonly sequenceNumber?: number;
  readonly absentReason?: AbsentReason;
  /** No blood was measured, but the meter's own test liquid. */
  readonly isControl: boolean;
}

/** Each stated once; one that nobody knows makes all of them unknown. */
const contextsOf = (rows: readonly Segment[]): readonly MealContext[] => {
  const stated = rows.filter(isMeal).map(mealOf);
  const known = stated.filter((context) => context !== undefined);
  return known.length === stated.length ? [...new Set(known)] : [];
};

/** The row of a code of ours; of two that differ neither can be relied on. */
const onlyRow = (rows: readonly Segment[], code: string): Segment | undefined => {
  const [first, ...further] = rows.filter((row) => readOurCode(row, 3) === code);
  const other = further.find((row) => row.text(5) !== first?.text(5));
  return other === undefined ? first : refuseHere('bad-value', other.place(5), `another ${code} than before`);
};

/** Of most readings. */
const NOTHING_STATED: ReadingDetails = { isControl: false };

const known = new WeakMap<readonly Segment[], ReadingDetails>();

/**
 * Reads detail rows, those of several measurements once. Several meal contexts are kept as they are: which limits then hold
 * is for the receiver to say.
 */
export const decodeDetails = (rows: readonly Segment[]): ReadingDetails => {
  if (rows.length === 0) return NOTHING_STATED;
  const before = known.get(rows);
  if (before !== undefined) return before;
  const details = read(rows);
  known.set(rows, details);
  return details;
};

const read = (rows: readonly Segment[]): ReadingDetails => {
  const [mealContext, ...furtherContexts] = contextsOf(rows);
  const sequence = onlyRow(rows, 'SEQUENCE');
  const absent = onlyRow(rows, 'ABSENT');
  return {
    isControl: rows.some(isOfControlSample),
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(furtherContexts.length === 0 ? {} : { furtherContexts }),
    ...(sequence === undefined ? {} : { sequenceNumber: sequenceOf(sequence) }),
    ...(absent === undefined ? {} : { absentReason: reasonOf(absent) }),
  };
};
