import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { readWriteBundle, responseBundle } from '../../../contract/wire/fhir/bundle.ts';
import { operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { refuse } from '../../../contract/refusal.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { delivered } from './fhir-delivery.ts';
import type { Decision, Delivered, Mailbox } from './mailbox.ts';

/** What a bundle is answered with. */
export interface BundleAnswer {
  readonly request: string;
  send(status: number, body: JsonObject): string;
  cut(): void;
}

const statusOf = ({ refusal, isNew }: Decision): string =>
  refusal === undefined ? (isNew === true ? '201' : '200') : String(REFUSALS[refusal.code].http);

const noteAll = (
  mailbox: Mailbox,
  all: readonly (readonly [Delivered, Decision])[],
  request: string,
  response: string | undefined,
): void => {
  for (const [one, decision] of all)
    mailbox.note(one, decision, {
      request,
      ...(response === undefined ? {} : { response, code: statusOf(decision) }),
    });
};

/** A batch answers each entry; of a transaction one bad entry refuses all. */
export const receiveBundle = (mailbox: Mailbox, json: JsonObject | undefined, answer: BundleAnswer): void => {
  const { request } = answer;
  const bundle = json === undefined ? refuse('malformed') : readWriteBundle(json, 'Observation');
  if (!bundle.ok) {
    const one: Delivered = { via: 'fhir', ...mailbox.now(), way: 'create', reading: bundle, marked: true };
    const response = answer.send(REFUSALS[bundle.refusal.code].http, operationOutcome(bundle.refusal));
    mailbox.note(one, { outcome: 'refused', refusal: bundle.refusal }, { request, response });
    return;
  }
  const { type, entries } = bundle.value;
  const all = entries.map((entry) => {
    const one = entry.ok
      ? delivered(mailbox, entry.value.resource, {
          way: entry.value.update === undefined ? 'create' : 'update',
          conditional: entry.value.ifNoneExist !== undefined,
        })
      : { via: 'fhir' as const, ...mailbox.now(), way: 'create' as const, reading: entry, marked: true };
    const decision = mailbox.decide(one);
    if (type === 'batch') mailbox.keep(one, decision);
    return [one, decision] as const;
  });
  const [, first] = all.find(([, d]) => d.outcome === 'cut' || d.outcome === 'unavailable') ?? [];
  if (first?.outcome === 'cut') {
    answer.cut();
    return noteAll(mailbox, all, request, undefined);
  }
  const [, bad] = all.find(([, d]) => d.refusal !== undefined) ?? [];
  if (bad?.refusal !== undefined && (type === 'transaction' || bad.outcome === 'unavailable')) {
    const response = answer.send(REFUSALS[bad.refusal.code].http, operationOutcome(bad.refusal));
    // What is well was not kept either, and has to come again.
    const together = all.map(([one, decision]): readonly [Delivered, Decision] => [
      one,
      decision.refusal === undefined ? { outcome: 'unavailable' } : decision,
    ]);
    return noteAll(mailbox, together, request, response);
  }
  if (type === 'transaction') for (const [one, decision] of all) mailbox.keep(one, decision);
  const response = answer.send(
    200,
    responseBundle(
      type,
      all.map(([, decision]) => ({
        status: statusOf(decision),
        ...(decision.refusal === undefined ? {} : { outcome: operationOutcome(decision.refusal) }),
      })),
    ),
  );
  return noteAll(mailbox, all, request, response);
};
