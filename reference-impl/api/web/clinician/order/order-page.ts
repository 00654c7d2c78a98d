import { keyOf } from '../../../../../contract/domain/identifier.ts';
import { Measure } from '../../../../../contract/domain/measure.ts';
import type { Order } from '../../../../../contract/domain/order.ts';
import type { Patient } from '../../../../../contract/domain/person.ts';
import { accept, type Outcome } from '../../../../../contract/refusal.ts';
import { msOf } from '../../../../clock/instant.ts';
import type { Stored } from '../../../../pipeline.ts';
import { stop } from '../../../fhir/surface-refusal.ts';
import { newKeyOf } from '../../fields.ts';
import { html, type Html } from '../../html.ts';
import type { Page, PageContext, PageReply } from '../../page.ts';
import { refusalStatus } from '../../refusal-page.ts';
import { personName } from '../../show/names.ts';
import { MEASURE_WORDS } from '../../show/words.ts';
import { phoneWarning } from '../phone-warning.ts';
import { choicesOf, type KnownChoice, recipientIn } from './choices.ts';
import { sameDecision, sameTerm } from './decided.ts';
import type { Entered, Problem } from './fields.ts';
import { guided } from './guided.ts';
import { isOpen } from './known-order.ts';
import { orderFields, problemSummary } from './order-form.ts';
import { orderOfForm } from './order-of-form.ts';
import { problemOfRefusal } from './problem-of-refusal.ts';

/** What a form says at first. */
const AT_FIRST: Readonly<Record<string, string>> = { days: '90', 'back-days': '0' };

interface Scene {
  readonly patient: Patient;
  readonly measure: Measure;
  readonly choices: readonly KnownChoice[];
  readonly key: string;
}

const sceneOf = async (context: PageContext, measure: string, key: string): Promise<Outcome<Scene>> => {
  const known = Measure.safeParse(measure);
  if (!known.success) stop('bad-value', undefined, 'glucose or weight is ordered');
  const patient = (await context.pipeline.read(context.caller, 'Patient', context.id)) as Outcome<Stored<Patient>>;
  if (!patient.ok) return patient;
  const choices = await choicesOf(context);
  return choices.ok
    ? accept({ patient: patient.value.body, measure: known.data, choices: choices.value, key })
    : choices;
};

interface Shown {
  readonly entered: Entered;
  readonly problems?: readonly Problem[];
  readonly advice?: Html;
  readonly status?: number;
}

const show = async (context: PageContext, scene: Scene, shown: Shown): Promise<Outcome<PageReply>> => {
  const { patient, measure, choices, key } = scene;
  const { entered, problems = [], advice, status = 200 } = shown;
  const main = html`${problemSummary(problems)}
    <p><a href="/clinician/patients/${context.id}">${personName(patient)}</a></p>
    ${await phoneWarning(context, patient.identifier)}
    <form method="post" action="/clinician/patients/${context.id}/order">
      ${context.token}<input type="hidden" name="key" value="${key}" /><input
        type="hidden"
        name="measure"
        value="${measure}"
      />
      ${orderFields({ measure, entered, problems, choices, advice })}
      <p><button class="main" name="intent" value="sign">Sign the order</button></p>
    </form>`;
  return accept({ title: `Order: ${MEASURE_WORDS[measure].toLowerCase()} tracking`, main, status });
};

const sign = async (context: PageContext, scene: Scene, entered: Entered): Promise<Outcome<PageReply>> => {
  const { pipeline, caller, person, id } = context;
  const { patient, measure, key, choices } = scene;
  const decoded = orderOfForm(entered, {
    measure,
    patient: patient.identifier,
    requester: person.key,
    key,
    nowMs: msOf(await pipeline.clock.now(patient.identifier)),
    recipientOf: recipientIn(choices),
  });
  if ('problems' in decoded) return show(context, scene, { entered, problems: decoded.problems, status: 422 });
  const signed = await pipeline.orders.submit(caller, decoded.order);
  if (signed.ok || (await isSigned(context, decoded.order, signed.refusal.code)))
    return accept({ goTo: `/clinician/patients/${id}?said=ordered` });
  const problems = [problemOfRefusal(signed.refusal, decoded.order, entered)];
  return show(context, scene, { entered, problems, status: refusalStatus(signed.refusal) });
};

/** Whether the form was sent twice, and its order is there as it stands in the form, and not ended since. */
const isSigned = async ({ pipeline, caller }: PageContext, order: Order, code: string): Promise<boolean> => {
  if (code !== 'identifier-conflict') return false;
  const orders = await pipeline.orders.search(caller, { patient: order.patient });
  const known = orders.ok && orders.value.find(({ body }) => keyOf(body.identifier) === keyOf(order.identifier));
  if (known === undefined || known === false) return false;
  return isOpen(known.body) && sameDecision(known.body, order) && sameTerm(known.body, order);
};

/** Where a patient's order is written. */
export const ORDER_PAGE: Page = {
  method: 'GET',
  path: '/clinician/patients/:id/order',
  role: 'clinician',
  subject: 'order',
  handle: async (context) => {
    const scene = await sceneOf(context, context.query.get('measure') ?? 'glucose', context.newKey());
    return scene.ok ? show(context, scene.value, { entered: (field) => AT_FIRST[field] ?? '' }) : scene;
  },
};

/** The form of an order: shows what guidelines say, fills itself with that, or signs. */
export const SIGN_ORDER: Page = {
  method: 'POST',
  path: '/clinician/patients/:id/order',
  role: 'clinician',
  subject: 'order',
  handle: async (context) => {
    const { form } = context;
    const scene = await sceneOf(context, form.line('measure'), newKeyOf(form));
    if (!scene.ok) return scene;
    return form.line('intent') === 'sign'
      ? sign(context, scene.value, form.line)
      : show(context, scene.value, guided(form, scene.value.measure));
  },
};
