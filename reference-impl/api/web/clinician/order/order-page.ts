import { type Identifier, keyOf } from '../../../../../contract/domain/identifier.ts';
import { Measure } from '../../../../../contract/domain/measure.ts';
import type { Order } from '../../../../../contract/domain/order.ts';
import type { Patient } from '../../../../../contract/domain/person.ts';
import { accept, type Outcome } from '../../../../../contract/refusal.ts';
import type { Json } from '../../../../../contract/wire/json/lossless.ts';
import { sameJson } from '../../../../../contract/wire/json/same.ts';
import { msOf } from '../../../../clock/instant.ts';
import type { Stored } from '../../../../pipeline.ts';
import { stop } from '../../../fhir/surface-refusal.ts';
import { newKeyOf } from '../../fields.ts';
import { html, type Html } from '../../html.ts';
import type { Page, PageContext, PageReply } from '../../page.ts';
import { refusalStatus, refusalText } from '../../refusal-page.ts';
import { personName } from '../../show/names.ts';
import { MEASURE_WORDS } from '../../show/words.ts';
import { phoneWarning } from '../phone-warning.ts';
import type { Entered, Problem } from './fields.ts';
import { type Choice, orderFields, problemSummary } from './order-form.ts';
import { orderOfForm } from './order-of-form.ts';
import { suggestionList, suggestionsFor } from './suggestions.ts';
import { takenOver } from './take-over.ts';

const TAKEN = html`<p class="card notice" role="status" tabindex="-1" autofocus>
  The form is filled with the guideline, and not signed: change what is not right for this patient.
</p>`;

/** As many clinicians and pools may be chosen. */
const MOST_CHOICES = 500;
/** What a form says at first. */
const AT_FIRST: Readonly<Record<string, string>> = { days: '90', 'back-days': '0' };

interface Scene {
  readonly patient: Patient;
  readonly measure: Measure;
  readonly choices: readonly (Choice & { readonly key: Identifier })[];
  readonly key: string;
}

/** Who may get items, the person who orders first. */
const choicesOf = async ({ pipeline, caller, person }: PageContext): Promise<Outcome<Scene['choices']>> => {
  const clinicians = await pipeline.people.clinicians(caller, { count: MOST_CHOICES });
  if (!clinicians.ok) return clinicians;
  const pools = await pipeline.people.pools(caller, { count: MOST_CHOICES });
  if (!pools.ok) return pools;
  const own = { reference: `PractitionerRole/${person.id}`, name: `${person.name} (you)`, key: person.key };
  const others = clinicians.value.entries
    .filter(({ id }) => id !== person.id)
    .map(({ id, body }) => ({ reference: `PractitionerRole/${id}`, name: personName(body), key: body.identifier }));
  const shared = pools.value.entries.map(({ id, body }) => ({
    reference: `CareTeam/${id}`,
    name: `${body.name} (pool)`,
    key: body.identifier,
  }));
  return accept([own, ...others, ...shared]);
};

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
    recipientOf: (choice) => choices.find(({ reference }) => reference === choice)?.key,
  });
  if ('problems' in decoded) return show(context, scene, { entered, problems: decoded.problems, status: 422 });
  const signed = await pipeline.orders.submit(caller, decoded.order);
  if (signed.ok || (await isSigned(context, decoded.order, signed.refusal.code)))
    return accept({ goTo: `/clinician/patients/${id}?said=ordered` });
  const problems = [{ field: '', text: refusalText(signed.refusal) }];
  return show(context, scene, { entered, problems, status: refusalStatus(signed.refusal) });
};

/** Parts of an order that somebody decides, and not the clock. */
const decided = ({ limits, rules, unit, responsible, reason = '' }: Order): Json =>
  JSON.parse(JSON.stringify({ limits, rules, unit, responsible, reason })) as Json;

/** Whether the form was sent twice, and its order is there as it stands in the form. */
const isSigned = async ({ pipeline, caller }: PageContext, order: Order, code: string): Promise<boolean> => {
  if (code !== 'identifier-conflict') return false;
  const orders = await pipeline.orders.search(caller, { patient: order.patient });
  const known = orders.ok && orders.value.find(({ body }) => keyOf(body.identifier) === keyOf(order.identifier));
  return known !== undefined && known !== false && sameJson(decided(known.body), decided(order));
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
    const intent = form.line('intent');
    if (intent === 'sign') return sign(context, scene.value, form.line);
    const reason = form.line('reason').toUpperCase();
    const found = suggestionsFor(scene.value.measure, reason);
    const taken = found.find((_, i) => intent === `take-${i}`);
    if (taken !== undefined) return show(context, scene.value, { entered: takenOver(form.line, taken), advice: TAKEN });
    return show(context, scene.value, { entered: form.line, advice: suggestionList(found, reason) });
  },
};
