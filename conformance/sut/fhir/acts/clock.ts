import { setTimeout as pause } from 'node:timers/promises';
import { decodeClock, encodeAdvance } from '../../../../contract/wire/fhir/parameters.ts';
import { NS_PER_MS } from '../../../history/clock.ts';
import type { Performed } from '../../driver.ts';
import type { SutProfile } from '../../profile.ts';
import { findReference, NotFoundOut } from '../context.ts';
import { type FhirAnswer, query } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';

const POLL_MS = 20;
/** An advance takes as long as what fell due on the way: some deadlines, but never without end. */
const READY_DEADLINES = 3;
const READY_LEAST_MS = 5000;
const READY_MOST_MS = 30_000;
const ACCEPTED = 202;

/** How long the SUT may take to be ready after an advance, in milliseconds. */
export const readyWithinMs = ({ deadlines }: SutProfile): number =>
  Math.min(
    READY_MOST_MS,
    Math.max(READY_LEAST_MS, READY_DEADLINES * Math.max(deadlines.critical, deadlines.other, deadlines.filed)),
  );

const stateOf = (answer: FhirAnswer) => {
  const state = answer.json === undefined ? undefined : decodeClock(answer.json);
  return state?.ok === true ? state.value : undefined;
};

/** An advance may be accepted first, and told of only when it is asked about. */
const isPromise = ({ exchange }: FhirAnswer): boolean => exchange.status === ACCEPTED && exchange.body.trim() === '';

/** Advances, and waits until the SUT says that it is ready: what fell due on the way has then happened. */
export const advanceClock: FhirAct<'clock.advance'> = async (context, { to, patient }, actor) => {
  const { session, book, profile } = context;
  const reference = patient === undefined ? undefined : await findReference(context, 'Patient', patient);
  // Whose enrolment was not answered may not be there. To name nobody would ask for another refusal than that of a clock.
  if (patient !== undefined && reference === undefined)
    throw new NotFoundOut(`not sent: the system knows no patient ${patient.value}, whose clock was to advance`);
  const body = encodeAdvance({ to, ...(patient === undefined ? {} : { patient }) }, book.referenceTo);
  const first = await session.call({ method: 'POST', path: '$test-clock-advance', actor, body });
  const limitMs = readyWithinMs(profile);
  let last = first;
  const unknown = (text: string): Performed => ({
    ...first,
    settled: last.settled,
    outcome: 'unknown',
    answer: { ...last.answer, text },
    wire: last === first ? first.wire : { ...first.wire, response: last.wire.response },
  });
  while (last.outcome === 'ok') {
    const state = stateOf(last);
    if (state?.status === 'ready') break;
    if (state === undefined && !(last === first && isPromise(first)))
      return unknown('the test clock answered without a readable clock');
    if (state?.status === 'failed') return unknown('the test clock says that it failed');
    if (last.settled - first.sent >= limitMs * NS_PER_MS)
      return unknown(`the test clock was not ready within ${limitMs} ms`);
    await pause(POLL_MS);
    last = await session.call({ method: 'GET', path: query('$test-clock', { patient: reference }), actor });
  }
  const now = stateOf(last)?.now;
  const performed: Performed = { ...first, settled: last.settled, outcome: last.outcome, answer: last.answer };
  return now === undefined ? performed : { ...performed, output: { now } };
};
