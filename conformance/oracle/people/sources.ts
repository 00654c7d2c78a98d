import { findMeasureCode } from '../../../contract/codes/measures.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import type { Step } from '../course/step.ts';
import type { OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';

export type SourceOp = OpOf<'source.set'>;

/** Why a reading's sender may not send it; undefined: it may. Source: contract, Life cycles, Sources. */
export const sourceObjection = (step: Step, { act }: OpOf<'reading.submit'>): string | undefined => {
  if (!step.ambience.admitsSources) return undefined;
  if (act.source === undefined) return 'the reading names no admitted source';
  const name = bareKey(keyOf(act.source));
  const last = step.course.state.sources.get(keyOf(act.source));
  if (last === undefined) return `source ${name} was not admitted`;
  const { status, source } = last.act;
  if (status === 'withdrawn') return `the admission of source ${name} was withdrawn`;
  const measure = findMeasureCode(act.reading.code)?.measure ?? act.reading.measure;
  if (!source.measures.includes(measure)) return `source ${name} is not admitted for ${measure}`;
  return step.isPast(instant(source.expires) - 1n)
    ? `the admission of source ${name} ended at ${source.expires}`
    : undefined;
};
