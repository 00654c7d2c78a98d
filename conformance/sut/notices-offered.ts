import { NOT_OFFERED } from '../history/lines.ts';
import type { Performed } from './driver.ts';

/**
 * What a look at the notices of a patient comes to who was written to: a system that shows none, or has no such look,
 * sends none as far as anybody can tell. What it has to keep to then does not apply.
 */
export const asOffered = (performed: Performed): Performed => {
  const { outcome, output } = performed;
  const shown = output?.notices?.length ?? 0;
  if (outcome === 'unknown' || (outcome === 'ok' && shown > 0)) return performed;
  const { output: _none, ...rest } = performed;
  return { ...rest, outcome: 'unknown', answer: { text: `a notice outside the portal ${NOT_OFFERED}` } };
};
