import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import type { Stored } from '../../../pipeline.ts';
import { html, type Html } from '../html.ts';

/** A reply as it was written so far. `key`: of the message, so that a form that is sent twice is one message. */
export interface ReplyForm {
  readonly key: string;
  readonly text: string;
  readonly problem?: string;
}

/** Name of the field in which a form says that who writes knows the item to be withdrawn. */
export const KNOWN_WITHDRAWN = 'withdrawn';

/** Where a secure message to the patient is written; not about what is withdrawn, but to whoever wrote before it was. */
export const replyForm = (
  { id, body }: Stored<InboxItem>,
  token: Html,
  { key, text, problem }: ReplyForm,
): Html | undefined =>
  body.status === 'withdrawn' && problem === undefined
    ? undefined
    : html`<form method="post" action="/clinician/inbox/${id}/reply">
        <h2>Reply to the patient</h2>
        ${token}<input type="hidden" name="key" value="${key}" />${
          body.status === 'withdrawn' && html`<input type="hidden" name="${KNOWN_WITHDRAWN}" value="yes" />`
        }
        <label for="text"
          >Secure message
          <span class="hint" id="text-hint">The patient reads it word for word. At most 4096 bytes.</span></label
        >
        ${problem !== undefined && html`<p class="card problem" id="text-problem" role="alert">${problem}</p>`}
        <textarea
          id="text"
          name="text"
          required
          aria-describedby="text-hint${problem === undefined ? '' : ' text-problem'}"
          ${problem !== undefined && html` aria-invalid="true" autofocus`}
        >
${text}</textarea>
        <p><button class="main">Send the message</button></p>
      </form>`;
