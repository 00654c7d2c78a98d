import { accept } from '../../../../contract/refusal.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { personName } from '../show/names.ts';

/** As many are shown at a time. */
const SHOWN = 100;

/** Everybody who may be ordered for. */
export const PATIENTS_PAGE: Page = {
  method: 'GET',
  path: '/clinician/patients',
  role: 'clinician',
  subject: 'person',
  handle: async ({ pipeline, caller, query }) => {
    const page = query.get('page');
    const found = await pipeline.people.patients(caller, { count: SHOWN, ...(page === null ? {} : { page }) });
    if (!found.ok) return found;
    const { entries, next } = found.value;
    const main = html`${entries.length === 0 ? html`<p>No patients.</p>` : ''}
      <ul>
        ${entries.map(
          ({ id, body }) =>
            html`<li>
              <a href="/clinician/patients/${id}">${personName(body)}</a>
              <span class="muted">born ${body.birthDate}, ${body.identifier.value}</span>
            </li>`,
        )}
      </ul>
      ${next !== undefined && html`<p><a href="/clinician/patients?page=${next}">More patients</a></p>`}`;
    return accept({ title: 'Patients', main });
  },
};
