/**
 * An adapter of the port protocol in front of a FHIR API as docs/bindings/fhir.md says it: the reference's. It reads
 * where that is from VITALPROOF_FHIR and VITALPROOF_KEY (as `vitalproof adapter check` sets them), listens at
 * VITALPROOF_PORT or any free port, and prints its address.
 */
import { randomUUID } from 'node:crypto';
import { runClock } from '../../conformance/history/clock.ts';
import type { Act, SubmitAct } from '../../conformance/history/lines.ts';
import type { Actor } from '../../conformance/sut/actor.ts';
import type { Performed } from '../../conformance/sut/driver.ts';
import { fhirDriver } from '../../conformance/sut/fhir-driver.ts';
import { referenceProfile } from '../../conformance/sut/profile.ts';
import type { Reading } from '../../contract/domain/index.ts';
import type { InboxItem } from '../../contract/domain/index.ts';
import {
  type Answer,
  type Call,
  CALLS_OF,
  type Handler,
  serveAdapter,
  type RunningAdapter,
} from '../adapter-kit/vitalproof-adapter.ts';

const answerOf = ({ outcome, answer, output }: Performed): Answer => {
  if (outcome === 'unknown') throw new Error(answer.text ?? 'no answer');
  if (outcome === 'refused') return { outcome, refusal: answer.refusal, text: answer.text };
  const { audit, ...rest } = output ?? {};
  return { outcome, id: answer.id, ...rest, ...(audit === undefined ? {} : { events: audit }) };
};

const withText = (reading: Reading, text: string): object => ({
  reading: JSON.parse(JSON.stringify(reading).replace(JSON.stringify(text), '"0"')) as Reading,
  defect: { kind: 'bad-number', text },
});

/** A function for each call. `key`: the reference's token key. */
export const handlersFor = (fhirBase: string, key: string): Record<string, Handler> => {
  const driver = fhirDriver(referenceProfile({ fhirBase, keyVariable: 'KEY' }), runClock(), { KEY: key });
  const one: Handler = async ({ call: op, as, ...input }) =>
    answerOf(await driver.perform({ op, ...input } as unknown as Act, as as Actor));
  const handlers: Record<string, Handler> = Object.fromEntries(
    // FHIR has no words for stopping and starting a system.
    Object.values({ ...CALLS_OF, process: [] })
      .flat()
      .map((call) => [call, one]),
  );
  // What is no number cannot stand in a JSON number by the codec: it is put there as it is.
  handlers['reading.submit'] = (call) => {
    const reading = call['reading'] as Reading;
    const text = reading.result.kind === 'value' ? reading.result.quantity.value : '0';
    return Number.isNaN(Number(text)) ? one({ ...call, ...withText(reading, text) }) : one(call);
  };
  handlers['item.act'] = (call) => one({ ...call, person: call.as.subject });
  handlers['reading.together'] = async ({ as, kind, readings }: Call) => {
    const bundle = { id: randomUUID(), kind: kind as 'transaction' | 'batch' };
    const acts = (readings as Reading[]).map((reading): SubmitAct => ({ op: 'reading.submit', reading, bundle }));
    const performed = await driver.together(acts, as as Actor);
    const refused = performed.find((p) => kind === 'transaction' && p.outcome !== 'ok');
    return refused === undefined ? { outcome: 'ok', answers: performed.map(answerOf) } : answerOf(refused);
  };
  handlers['inbox.look'] = async ({ as, since, patient }: Call) => {
    const look = await driver.look(JSON.parse(JSON.stringify({ since, patient })) as object, as as Actor);
    if (!look.complete) return answerOf(look.performed);
    const stamps = look.pages.flatMap((page) =>
      page.resources.map(({ meta }) => (meta as { lastUpdated: string }).lastUpdated),
    );
    return { outcome: 'ok', items: look.items.map((item: InboxItem, i) => ({ item, updated: stamps[i] })) };
  };
  return handlers;
};

/** Starts the adapter in front of a FHIR base. */
export const serveFhir = async (fhirBase: string, key: string, port = 0): Promise<RunningAdapter> =>
  await serveAdapter({
    system: { name: 'FHIR behind an adapter', version: '1' },
    handlers: handlersFor(fhirBase, key),
    port,
  });

if (import.meta.main) {
  const { VITALPROOF_FHIR = '', VITALPROOF_KEY = '', VITALPROOF_PORT = '0' } = process.env;
  const { base } = await serveFhir(VITALPROOF_FHIR, VITALPROOF_KEY, Number(VITALPROOF_PORT));
  console.log(base);
}
