import type { Identifier } from '../../../../contract/domain/identifier.ts';
import { html, type Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { ELIGIBILITY_WORDS } from '../show/words.ts';

/** That the patient's phone cannot serve, where it is so: who orders is told, and may order all the same. */
export const phoneWarning = async (
  { pipeline, caller }: PageContext,
  patient: Identifier,
): Promise<Html | undefined> => {
  const phone = await pipeline.portal.eligibility(caller, patient);
  if (!phone.ok || phone.value.eligible) return undefined;
  const { reason } = phone.value;
  return html`<p class="card warning">
    <strong>The patient’s phone cannot serve${reason !== undefined && `: ${ELIGIBILITY_WORDS[reason]}`}.</strong> What
    is ordered is not offered to the patient until it can.
  </p>`;
};
