import { Measure } from '../../../../contract/domain/measure.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import { msOf } from '../../../clock/instant.ts';
import { html, type Html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';
import { findReadings } from '../show/find-readings.ts';
import { isInForce } from '../show/limits.ts';
import { seriesView } from '../show/readings.ts';
import { MEASURE_WORDS } from '../show/words.ts';

/** Days that are shown. */
const DAYS = 30;

const readingsMain = async (context: PageContext): Promise<Outcome<Html>> => {
  const { pipeline, caller, person } = context;
  const orders = await pipeline.orders.search(caller, { patient: person.key });
  if (!orders.ok) return orders;
  const nowMs = msOf(await pipeline.clock.now(person.key));
  const parts: Html[] = [];
  for (const measure of Measure.options) {
    const found = await findReadings(context, { patient: person.key, measure, days: DAYS });
    if (!found.ok) return found;
    const own = orders.value.map(({ body }) => body).filter((order) => order.measure === measure);
    const { readings, time } = found.value;
    const title = `${MEASURE_WORDS[measure]}, ${time}`;
    const drawn = own.filter((order) => isInForce(order, nowMs));
    if (readings.length > 0 || own.length > 0)
      parts.push(
        html`<h2>${title}</h2>
          ${seriesView({ title, readings, orders: drawn, id: measure })}`,
      );
  }
  return accept(parts.length === 0 ? html`<p>Nothing has been shared yet.</p>` : html`${parts}`);
};

/** What a patient has shared. */
export const READINGS_PAGE: Page = {
  method: 'GET',
  path: '/patient/readings',
  role: 'patient',
  subject: 'reading',
  handle: async (context) => {
    const main = await readingsMain(context);
    return main.ok ? accept({ title: 'My readings', main: main.value }) : main;
  },
};
