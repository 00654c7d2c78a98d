import type { Measure } from '../../../../../contract/domain/measure.ts';
import type { Form } from '../../form.ts';
import { html, type Html } from '../../html.ts';
import type { Entered } from './fields.ts';
import { suggestionList, suggestionsFor } from './suggestions.ts';
import { takenOver } from './take-over.ts';

const TAKEN = html`<p class="card notice" role="status" tabindex="-1" autofocus>
  The form is filled with the guideline, and not signed: change what is not right for this patient.
</p>`;

/** The form as it is shown when somebody asked for guidelines (`suggest`), or for one of them to fill it (`take-N`). */
export const guided = (form: Form, measure: Measure): { readonly entered: Entered; readonly advice: Html } => {
  const reason = form.line('reason').toUpperCase();
  const found = suggestionsFor(measure, reason);
  const taken = found.find((_, i) => form.line('intent') === `take-${i}`);
  return taken === undefined
    ? { entered: form.line, advice: suggestionList(found, reason) }
    : { entered: takenOver(form.line, taken), advice: TAKEN };
};
