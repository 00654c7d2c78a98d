import type { Measure } from '../../../../../contract/domain/measure.ts';
import type { Form } from '../../form.ts';
import { html, type Html } from '../../html.ts';
import type { Entered } from './fields.ts';
import { suggestionList, suggestionsFor } from './suggestions.ts';
import { takenOver } from './take-over.ts';

/** `dropped`: what was implausible was entered in another unit, and is not in the form any more. */
const takenNote = (dropped: boolean): Html =>
  html`<p class="card notice" role="status" tabindex="-1" autofocus>
    The form is filled with the guideline, and not signed: change what is not right for this patient.
    ${dropped && 'What is implausible was in another unit, and is empty now: enter it anew if you want it.'}
  </p>`;

const isImplausibleSaid = (entered: Entered): boolean =>
  entered('implausible-low') !== '' || entered('implausible-high') !== '';

/** The form as it is shown when somebody asked for guidelines (`suggest`), or for one of them to fill it (`take-N`). */
export const guided = (form: Form, measure: Measure): { readonly entered: Entered; readonly advice: Html } => {
  const reason = form.line('reason').toUpperCase();
  const found = suggestionsFor(measure, reason);
  const taken = found.find((_, i) => form.line('intent') === `take-${i}`);
  if (taken === undefined) return { entered: form.line, advice: suggestionList(found, reason) };
  const entered = takenOver(form.line, taken);
  return { entered, advice: takenNote(isImplausibleSaid(form.line) && !isImplausibleSaid(entered)) };
};
