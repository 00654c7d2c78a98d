import { accept, type Outcome } from '../../../../contract/refusal.ts';
import type { Page as Part, Stored } from '../../../pipeline.ts';
import type { ReachedPipeline } from '../../../reach/reached.ts';
import { FRONT_DOOR } from '../callers.ts';
import { html, type Html } from '../html.ts';
import { personName } from '../show/names.ts';

interface Named {
  readonly family: string;
  readonly given: string;
}

/** As many of each are shown at a time. */
const SHOWN = 100;

const entry = (role: string, { id, body }: Stored<Named>): Html =>
  html`<li><button name="as" value="${role} ${id}">${personName(body)}</button></li>`;

const people = (title: string, role: string, found: Part<Named>): Html =>
  found.entries.length === 0
    ? html`<h2>${title}</h2>
        <p>Nobody yet.</p>`
    : html`<h2>${title}</h2>
        <ul class="people">
          ${found.entries.map((one) => entry(role, one))}
        </ul>`;

const onward = (kind: string, next: string | undefined): Html | undefined =>
  next === undefined ? undefined : html`<p><a href="/sign-in?${kind}=${next}">More ${kind}</a></p>`;

/** The people to sign in as. `query`: where their lists go on. */
export const signInMain = async (
  pipeline: ReachedPipeline,
  token: Html,
  query: URLSearchParams,
): Promise<Outcome<Html>> => {
  const part = (kind: string): { readonly count: number; readonly page?: string } => {
    const page = query.get(kind);
    return { count: SHOWN, ...(page === null ? {} : { page }) };
  };
  const [clinicians, patients] = await Promise.all([
    pipeline.people.clinicians(FRONT_DOOR, part('clinicians')),
    pipeline.people.patients(FRONT_DOOR, part('patients')),
  ]);
  if (!clinicians.ok) return clinicians;
  if (!patients.ok) return patients;
  return accept(
    html`<div class="card warning" role="note">
        <p>
          <strong>This is no sign-in.</strong> It stands in for a hospital's: nobody is asked for a password, and
          whoever reaches this page may act as anybody below. It is here because access control is off (<code
            >--auth none</code
          >), for this machine alone and for synthetic patients.
        </p>
      </div>
      <form method="post" action="/sign-in">
        ${token} ${people('Clinicians', 'clinician', clinicians.value)}${onward('clinicians', clinicians.value.next)}
        ${people('Patients', 'patient', patients.value)}${onward('patients', patients.value.next)}
      </form>
      <h2>Nobody</h2>
      <p><a href="/operator">The live pipeline</a>, for whoever operates it: figures, and no patient.</p>`,
  );
};
