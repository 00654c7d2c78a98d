import type { z } from 'zod';
import { CONTROL_SOLUTION, LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Coding, Identifier, Measure, Reading, ReadingResult, UnitCode } from '../../../contract/domain/index.ts';
import type { ReadingAct } from '../document/acts.ts';
import { parseShown } from '../document/reading-value.ts';

export type ReadingTerm = z.infer<typeof ReadingAct>;

/** What a reading needs besides its own words. */
export interface ReadingSetting {
  readonly identifier: Identifier;
  readonly patient: Identifier;
  readonly effective: string;
  /** The patient's own device for a measure. */
  readonly device: (measure: Measure) => Identifier;
  /** Unit of the patient's order for a measure: the code of a reading without a number follows it. */
  readonly orderUnit: (measure: Measure) => UnitCode | undefined;
}

const DEFAULT_UNIT: Readonly<Record<Measure, UnitCode>> = { glucose: 'mg/dL', weight: 'kg' };

const unitOf = (result: ReadingResult): UnitCode | undefined =>
  result.kind === 'value' ? result.quantity.unit : result.kind === 'off-scale' ? result.bound?.unit : undefined;

/** The code a sender of ours puts on a result: LOINC by its unit. */
export const codeFor = (measure: Measure, result: ReadingResult, orderUnit: UnitCode | undefined): Coding =>
  LOINC_FOR_UNIT[unitOf(result) ?? orderUnit ?? DEFAULT_UNIT[measure]];

/** A reading from its act. The value's text was checked when the document was read. */
export const readingOf = (term: ReadingTerm, setting: ReadingSetting): Reading => {
  const shown = parseShown(term.value);
  if (shown === undefined) throw new RangeError(`"${term.value}" is no reading`);
  const measure = term.measure ?? shown.measure ?? 'glucose';
  const code = term.control === true ? CONTROL_SOLUTION : codeFor(measure, shown.result, setting.orderUnit(measure));
  return {
    identifier: setting.identifier,
    patient: setting.patient,
    measure,
    code: term.code ?? code,
    status: term.status ?? 'final',
    effective: setting.effective,
    result: shown.result,
    ...(term.device === 'none' ? {} : { device: setting.device(measure) }),
    ...(term.context === undefined ? {} : { mealContext: term.context }),
    ...(term.alsoContext === undefined ? {} : { furtherContexts: [term.alsoContext] }),
    ...(term.sequence === undefined ? {} : { sequenceNumber: term.sequence }),
    ...(term.typed === undefined ? {} : { userEntered: term.typed }),
  };
};
