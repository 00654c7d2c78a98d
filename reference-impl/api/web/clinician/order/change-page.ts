import type { Order } from '../../../../../contract/domain/order.ts';
import { accept, type Outcome, refuse } from '../../../../../contract/refusal.ts';
import { msOf } from '../../../../clock/instant.ts';
import { versionOf } from '../../fields.ts';
import { html, type Html } from '../../html.ts';
import type { Page, PageContext, PageReply } from '../../page.ts';
import { refusalStatus } from '../../refusal-page.ts';
import { MEASURE_WORDS, ORDER_STATUS_WORDS } from '../../show/words.ts';
import { choicesOf, type KnownChoice, recipientIn, referenceIn } from './choices.ts';
import { sameDecision, sameHours, sameTerm } from './decided.ts';
import type { Entered, Problem } from './fields.ts';
import { guided } from './guided.ts';
import { asFields, type AsFields, namedIn } from './kept.ts';
import { isOpen, type KnownOrder, knownOrder, orderFacts } from './known-order.ts';
import { orderFields, problemSummary } from './order-form.ts';
import { orderOfForm } from './order-of-form.ts';
import { problemOfRefusal } from './problem-of-refusal.ts';

interface Scene extends KnownOrder {
  readonly choices: readonly KnownChoice[];
  readonly fields: AsFields;
  /** The version that the form was made of. */
  readonly version: number;
}

/** `version`: that of the form; unsaid, the form is made of the version that is there. */
const sceneOf = async (context: PageContext, version?: number): Promise<Outcome<Scene>> => {
  const known = await knownOrder(context);
  if (!known.ok) return known;
  const { stored } = known.value;
  if (!isOpen(stored.body))
    return refuse('illegal-transition', undefined, `this order is ${ORDER_STATUS_WORDS[stored.body.status]}`);
  const choices = await choicesOf(context, namedIn(stored.body));
  if (!choices.ok) return choices;
  const fields = asFields(stored.body, referenceIn(choices.value));
  return accept({ ...known.value, choices: choices.value, fields, version: version ?? stored.version });
};

interface Shown {
  readonly entered: Entered;
  readonly problems?: readonly Problem[];
  readonly advice?: Html;
  readonly status?: number;
}

const show = (context: PageContext, scene: Scene, shown: Shown): Outcome<PageReply> => {
  const { stored, names, choices, fields, flowsheet, patientName, version } = scene;
  const { entered, problems = [], advice, status = 200 } = shown;
  const { measure } = stored.body;
  const main = html`${problemSummary(problems)}
    <p><a href="${flowsheet}">${patientName}</a></p>
    <div class="card">
      <h2>The latest version</h2>
      ${orderFacts(stored, names)}
    </div>
    <p>
      What you sign is the whole next version. It holds from the moment of signing, or from later; readings that are
      there already are not judged anew.
    </p>
    <form method="post" action="/clinician/orders/${context.id}">
      ${context.token}<input type="hidden" name="version" value="${version}" />
      ${orderFields({ measure, entered, problems, choices, advice, before: { order: stored.body, kept: fields.kept, names } })}
      <p><button class="main" name="intent" value="sign">Sign the change</button></p>
    </form>`;
  return accept({ title: `Change: ${MEASURE_WORDS[measure].toLowerCase()} tracking`, main, status });
};

const signed = (flowsheet: string): Outcome<PageReply> => accept({ goTo: `${flowsheet}?said=changed` });

/** Whether a change leaves the order as it is, its end included, and from when that holds. */
const changesNothing = (asIs: Order, order: Order): boolean =>
  sameDecision(asIs, order) && msOf(asIs.period.end) === msOf(order.period.end) && order.effectiveFrom === undefined;

const sign = async (context: PageContext, scene: Scene): Promise<Outcome<PageReply>> => {
  const { pipeline, caller, person, form } = context;
  const { stored, fields, choices, flowsheet, version } = scene;
  const { body } = stored;
  const facts = {
    measure: body.measure,
    patient: body.patient,
    requester: person.key,
    key: body.identifier.value,
    nowMs: msOf(await pipeline.clock.now(body.patient)),
    recipientOf: recipientIn(choices),
    before: { order: body, kept: fields.kept },
  };
  const no = (problems: readonly Problem[], status: number): Outcome<PageReply> =>
    show(context, scene, { entered: form.line, problems, status });
  const decoded = orderOfForm(form.line, facts);
  if ('problems' in decoded) return no(decoded.problems, 422);
  const { order } = decoded;
  const asIs = orderOfForm(fields.entered, facts);
  if ('order' in asIs) {
    // The form was sent twice, and its change is there.
    const isThere = sameDecision(asIs.order, order) && sameTerm(body, order) && sameHours(body, order);
    if (stored.version === version + 1 && isThere) return signed(flowsheet);
    if (stored.version === version && changesNothing(asIs.order, order))
      return no([{ field: '', text: 'Nothing is changed: the order says all of this already.' }], 422);
  }
  const changed = await pipeline.orders.change(caller, order, version);
  if (changed.ok) return signed(flowsheet);
  return no([problemOfRefusal(changed.refusal, order, form.line)], refusalStatus(changed.refusal));
};

/** Where an order in force is changed: the form is filled with what it says. */
export const CHANGE_PAGE: Page = {
  method: 'GET',
  path: '/clinician/orders/:id',
  role: 'clinician',
  subject: 'order',
  handle: async (context) => {
    const scene = await sceneOf(context);
    return scene.ok ? show(context, scene.value, { entered: scene.value.fields.entered }) : scene;
  },
};

/** The form of a change: shows what guidelines say, fills itself with that, or signs the next version. */
export const SIGN_CHANGE: Page = {
  method: 'POST',
  path: '/clinician/orders/:id',
  role: 'clinician',
  subject: 'order',
  handle: async (context) => {
    const { form } = context;
    const scene = await sceneOf(context, versionOf(form));
    if (!scene.ok) return scene;
    return form.line('intent') === 'sign'
      ? sign(context, scene.value)
      : show(context, scene.value, guided(form, scene.value.stored.body.measure));
  },
};
