import type { Order } from '../../../../../contract/domain/order.ts';
import { accept, type Outcome } from '../../../../../contract/refusal.ts';
import { versionOf } from '../../fields.ts';
import { html, type Html } from '../../html.ts';
import type { Page, PageContext } from '../../page.ts';
import { isOpen, type KnownOrder, knownOrder, orderFacts, orderTitle } from './known-order.ts';

const asked = ({ token, id }: PageContext, { stored, names, flowsheet, patientName, nowMs }: KnownOrder): Html =>
  html`<p><a href="${flowsheet}">${patientName}</a></p>
    <div class="card">
      <h2>${orderTitle(stored.body, nowMs)}</h2>
      ${orderFacts(stored, names)}
    </div>
    ${
      isOpen(stored.body)
        ? html`<p>
              Once it is ended, at this moment, it is not begun again: readings that are measured later are refused, and
              raise nothing. Items that are there stay, and go on escalating. For more tracking a new order is needed.
            </p>
            <form method="post" action="/clinician/orders/${id}/end" class="acts">
              ${token}<input type="hidden" name="version" value="${stored.version}" />
              <button class="main">End this order</button> <a href="${flowsheet}">Leave it as it is</a>
            </form>`
        : html`<p>It is over, and there is nothing to end.</p>`
    }`;

/** Asks whether an order is to be ended. */
export const END_PAGE: Page = {
  method: 'GET',
  path: '/clinician/orders/:id/end',
  role: 'clinician',
  subject: 'order',
  handle: async (context) => {
    const known = await knownOrder(context);
    return known.ok ? accept({ title: 'End this order?', main: asked(context, known.value) }) : known;
  },
};

/** Ends an order at once, as it was shown: it is revoked, and all else of it stays. */
export const END_ORDER: Page = {
  method: 'POST',
  path: '/clinician/orders/:id/end',
  role: 'clinician',
  subject: 'order',
  handle: async (context) => {
    const { pipeline, caller, form } = context;
    const version = versionOf(form);
    const known = await knownOrder(context);
    if (!known.ok) return known;
    const { stored, flowsheet } = known.value;
    const isDone = stored.body.status === 'revoked' && stored.version === version + 1;
    const { effectiveFrom: _, ...before } = stored.body;
    const ended: Outcome<unknown> = isDone
      ? accept(true)
      : await pipeline.orders.change(caller, { ...before, status: 'revoked' } satisfies Order, version);
    return ended.ok ? accept({ goTo: `${flowsheet}?said=ended` }) : ended;
  },
};
