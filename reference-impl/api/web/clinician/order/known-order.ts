import type { Order } from '../../../../../contract/domain/order.ts';
import { accept, type Outcome, refuse } from '../../../../../contract/refusal.ts';
import { msOf } from '../../../../clock/instant.ts';
import type { Stored } from '../../../../pipeline.ts';
import { html, type Html } from '../../html.ts';
import type { PageContext } from '../../page.ts';
import { instant } from '../../show/instant.ts';
import { limitList, standingText } from '../../show/limits.ts';
import { type Names, namesOf } from '../../show/names.ts';
import { MEASURE_WORDS } from '../../show/words.ts';
import { namedIn } from './kept.ts';

/** Whether a clinician may change or end an order in these pages, as it stands. The pipeline decides by itself, too. */
export const isOpen = ({ status }: Order): boolean => status === 'active' || status === 'on-hold';

/** `Glucose tracking, in force`, at an instant. */
export const orderTitle = (order: Order, nowMs: number): string =>
  `${MEASURE_WORDS[order.measure]} tracking, ${standingText(order, nowMs)}`;

/** What an order says: from when to when, from when its limits hold, for whom, and the limits. */
export const orderFacts = ({ version, body }: Stored<Order>, names: Names): Html =>
  html`<p class="muted">
      ${instant(body.period.start)} to ${instant(body.period.end)}; for ${names(body.responsible)}; signed by
      ${names(body.requester)}${body.reason !== undefined && `; reason ${body.reason}`}
    </p>
    <p class="muted">
      ${isOpen(body) ? 'Version' : 'This state, version'} ${version}, holds from
      ${instant(body.effectiveFrom ?? body.period.start)}; order number ${body.identifier.value}
    </p>
    ${limitList(body, names)}`;

/** An order that is there, and whose it is. */
export interface KnownOrder {
  readonly stored: Stored<Order>;
  readonly names: Names;
  readonly patientName: string;
  /** The patient's flowsheet. */
  readonly flowsheet: string;
  /** By the patient's clock. */
  readonly nowMs: number;
}

/** The order of the page's path. */
export const knownOrder = async ({ pipeline, caller, id }: PageContext): Promise<Outcome<KnownOrder>> => {
  const stored = (await pipeline.read(caller, 'ServiceRequest', id)) as Outcome<Stored<Order>>;
  if (!stored.ok) return stored;
  const { body } = stored.value;
  const patient = await pipeline.references.referenceTo('Patient', body.patient);
  if (patient === undefined) return refuse('not-found', undefined, 'its patient is not known');
  const names = await namesOf(pipeline.people, [body.patient, body.requester, ...namedIn(body)]);
  return accept({
    stored: stored.value,
    names,
    patientName: names(body.patient),
    flowsheet: `/clinician/patients/${patient.split('/')[1] ?? ''}`,
    nowMs: msOf(await pipeline.clock.now(body.patient)),
  });
};
