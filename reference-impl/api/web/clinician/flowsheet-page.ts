import { Measure } from '../../../../contract/domain/measure.ts';
import type { Order } from '../../../../contract/domain/order.ts';
import type { Patient } from '../../../../contract/domain/person.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import { msOf } from '../../../clock/instant.ts';
import type { Stored } from '../../../pipeline.ts';
import { html, type Html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';
import { findReadings } from '../show/find-readings.ts';
import { isInForce } from '../show/limits.ts';
import { type Names, namesOf, personName } from '../show/names.ts';
import { notice } from '../show/notice.ts';
import { seriesView } from '../show/readings.ts';
import { MEASURE_WORDS } from '../show/words.ts';
import { namedIn } from './order/kept.ts';
import { isOpen, orderFacts, orderTitle } from './order/known-order.ts';
import { phoneWarning } from './phone-warning.ts';

/** Days that may be asked for, the first where none are. */
const DAYS = [30, 7, 90] as const;

const orderCard = (order: Stored<Order>, names: Names, nowMs: number): Html =>
  html`<div class="card">
    <h3>${orderTitle(order.body, nowMs)}</h3>
    ${orderFacts(order, names)}
    ${
      isOpen(order.body) &&
      html`<p class="ways">
        <a href="/clinician/orders/${order.id}">Change this order</a>
        <a href="/clinician/orders/${order.id}/end">End this order</a>
      </p>`
    }
  </div>`;

const measurePart = async (
  context: PageContext,
  patient: Patient,
  {
    measure,
    orders,
    days,
  }: { readonly measure: Measure; readonly orders: readonly Stored<Order>[]; readonly days: number },
): Promise<Outcome<Html>> => {
  const found = await findReadings(context, { patient: patient.identifier, measure, days });
  if (!found.ok) return found;
  const { readings } = found.value;
  const title = `${MEASURE_WORDS[measure]}, ${found.value.time}`;
  const names = await namesOf(
    context.pipeline.people,
    orders.flatMap(({ body }) => [body.requester, ...namedIn(body)]),
  );
  const nowMs = msOf(await context.pipeline.clock.now(patient.identifier));
  const drawn = orders.map(({ body }) => body).filter((order) => isInForce(order, nowMs));
  return accept(
    html`<section aria-labelledby="of-${measure}">
      <h2 id="of-${measure}">${title}</h2>
      ${orders.length === 0 ? html`<p class="muted">Not ordered.</p>` : orders.map((order) => orderCard(order, names, nowMs))}
      <p>
        <a href="/clinician/patients/${context.id}/order?measure=${measure}"
          >Order ${MEASURE_WORDS[measure].toLowerCase()} tracking</a
        >
      </p>
      ${seriesView({ title, readings, orders: drawn, id: measure })}
    </section>`,
  );
};

const flowsheet = async (context: PageContext, patient: Patient): Promise<Outcome<Html>> => {
  const { pipeline, caller, query, id } = context;
  const asked = DAYS.find((days) => String(days) === query.get('days')) ?? DAYS[0];
  const orders = await pipeline.orders.search(caller, { patient: patient.identifier });
  if (!orders.ok) return orders;
  const parts: Html[] = [];
  for (const measure of Measure.options) {
    const of = { measure, orders: orders.value.filter(({ body }) => body.measure === measure), days: asked };
    const part = await measurePart(context, patient, of);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const choices = DAYS.toSorted((a, b) => a - b).map(
    (days) =>
      html`<a href="/clinician/patients/${id}?days=${days}" ${days === asked && html` aria-current="true"`}
        >${days} days</a
      > `,
  );
  return accept(
    html`${notice(query)}
      <p class="muted">born ${patient.birthDate}, ${patient.gender}, ${patient.identifier.value}</p>
      ${await phoneWarning(context, patient.identifier)}
      <nav aria-label="Time that is shown"><p>${choices}</p></nav>
      ${parts}`,
  );
};

/** A patient's flowsheet: orders with their limits, curves and readings. */
export const FLOWSHEET_PAGE: Page = {
  method: 'GET',
  path: '/clinician/patients/:id',
  role: 'clinician',
  subject: 'reading',
  handle: async (context) => {
    const { pipeline, caller, id } = context;
    const patient = (await pipeline.read(caller, 'Patient', id)) as Outcome<Stored<Patient>>;
    if (!patient.ok) return patient;
    const main = await flowsheet(context, patient.value.body);
    return main.ok ? accept({ title: personName(patient.value.body), main: main.value }) : main;
  },
};
