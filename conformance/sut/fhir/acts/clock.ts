import { setTimeout as pause } from 'node:timers/promises';
import { decodeClock, encodeAdvance } from '../../../../contract/wire/fhir/parameters.ts';
import type { Performed } from '../../driver.ts';
import { findReference } from '../context.ts';
import { type FhirAnswer, query } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';

const POLL_MS = 20;
const MAX_POLLS = 1500;

const stateOf = (answer: FhirAnswer) => {
  const state = answer.json === undefined ? undefined : decodeClock(answer.json);
  return state?.ok === true ? state.value : undefined;
};

/** Advances, and waits until the SUT says that it is ready: what fell due on the way has then happened. */
export const advanceClock: FhirAct<'clock.advance'> = async (context, { to, patient }, actor) => {
  const { session, book } = context;
  const reference = patient === undefined ? undefined : await findReference(context, 'Patient', patient);
  const body = encodeAdvance({ to, ...(patient === undefined ? {} : { patient }) }, book.referenceTo);
  const first = await session.call({ method: 'POST', path: '$test-clock-advance', actor, body });
  let last = first;
  for (let polls = 0; last.outcome === 'ok' && stateOf(last)?.status !== 'ready'; polls++) {
    const { status } = stateOf(last) ?? {};
    if (status === 'failed' || polls >= MAX_POLLS)
      return {
        ...first,
        settled: last.settled,
        outcome: 'unknown',
        answer: { ...last.answer, text: `clock ${status ?? 'silent'}` },
      };
    await pause(POLL_MS);
    last = await session.call({ method: 'GET', path: query('$test-clock', { patient: reference }), actor });
  }
  const now = stateOf(last)?.now;
  const performed: Performed = { ...first, settled: last.settled, outcome: last.outcome, answer: last.answer };
  return now === undefined ? performed : { ...performed, output: { now } };
};
