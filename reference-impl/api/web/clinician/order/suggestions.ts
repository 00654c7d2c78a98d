import { SYSTEM } from '../../../../../contract/codes/canonical.ts';
import { LOINC_FOR_UNIT } from '../../../../../contract/codes/measures.ts';
import type { Measure } from '../../../../../contract/domain/measure.ts';
import type { Guideline } from '../../../../guidance/guidelines.ts';
import { suggest } from '../../../../guidance/suggest.ts';
import { html, type Html } from '../../html.ts';
import { intervalText, ruleText } from '../../show/limits.ts';
import { unitText } from '../../show/quantity-text.ts';
import { UNITS } from './fields.ts';

/** What guidelines say of a measure for a reason, in every unit of the form. */
export const suggestionsFor = (measure: Measure, reason: string): readonly Guideline[] => [
  ...new Set(UNITS[measure].flatMap((unit) => suggest(LOINC_FOR_UNIT[unit], { system: SYSTEM.icd10cm, code: reason }))),
];

const nobody = (): string => '';

/** Each with its source and a button that fills the form with it. Nothing is taken over by itself. */
export const suggestionList = (suggestions: readonly Guideline[], reason: string): Html =>
  suggestions.length === 0
    ? html`<p class="card" role="status" tabindex="-1" autofocus>
        ${reason === '' ? 'Enter a reason first: guidelines are for a condition.' : `No guideline that is known here is for ${reason}.`}
      </p>`
    : html`<section class="card" aria-labelledby="of-guidelines" tabindex="-1" autofocus>
        <h2 id="of-guidelines">Guidelines for ${reason}</h2>
        <p>You decide: none of this is in the order unless you take it over and sign.</p>
        ${suggestions.map(
          ({ unit, limits, rules, source }, i) =>
            html`<h3>In ${unitText(unit)}</h3>
              <ul>
                ${limits.map((one) => html`<li>${intervalText(one, unit)}</li>`)}${rules.map((rule) => html`<li>${ruleText(rule, nobody)}</li>`)}
              </ul>
              <p class="muted">${source.citation}. <a href="${source.url}" rel="noreferrer">${source.url}</a></p>
              <p><button name="intent" value="take-${i}">Fill the form with these (${unitText(unit)})</button></p>`,
        )}
      </section>`;
