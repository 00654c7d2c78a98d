import { accept } from '../../../../contract/refusal.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { instant } from '../show/instant.ts';
import { namesOf } from '../show/names.ts';

/** Secure messages to the patient, the latest first. Opening them is reading them: their senders see that. */
export const MESSAGES_PAGE: Page = {
  method: 'GET',
  path: '/patient/messages',
  role: 'patient',
  subject: 'message',
  handle: async ({ pipeline, caller, person }) => {
    const found = await pipeline.messages.search(caller, person.key);
    if (!found.ok) return found;
    const names = await namesOf(
      pipeline.people,
      found.value.map(({ body }) => body.sender),
    );
    const main =
      found.value.length === 0
        ? html`<p>No messages.</p>`
        : html`${found.value.toReversed().map(
            ({ body }) =>
              html`<article class="card">
                <h2>From ${names(body.sender)}</h2>
                <p class="muted">sent ${instant(body.sent)}</p>
                <blockquote>${body.text}</blockquote>
              </article>`,
          )}`;
    return accept({ title: 'My messages', main });
  },
};
