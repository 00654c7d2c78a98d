import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { type BundleEntry, readWriteBundle, responseBundle } from '../../../contract/wire/fhir/bundle.ts';
import { operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { accept, type Outcome, refuse, type Refusal } from '../../../contract/refusal.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { delivered, type Write } from './fhir-delivery.ts';
import type { Decision, Delivered, Mailbox } from './mailbox.ts';

/** What a bundle is answered with. */
export interface BundleAnswer {
  readonly request: string;
  send(status: number, body: JsonObject): string;
  cut(): void;
}

const writeOf = ({ ifNoneExist, update }: BundleEntry): Write =>
  update === undefined
    ? { way: 'create', ...(ifNoneExist === undefined ? {} : { ifNoneExist: [ifNoneExist] }) }
    : {
        way: 'update',
        ...(update.id === undefined ? {} : { id: update.id }),
        ...(update.identifier === undefined ? {} : { identifier: update.identifier }),
      };

/** The refusal of a whole says which entry it is for. */
const inEntry = ({ code, at = 'Observation', detail }: Refusal, index: number): Refusal =>
  refuse(code, at.startsWith('Bundle.') ? at : `Bundle.entry[${index}].resource${at.replace(/^[A-Za-z]+/, '')}`, detail)
    .refusal;

const statusOf = ({ refusal, isNew }: Decision): string =>
  refusal === undefined ? (isNew === true ? '201' : '200') : String(REFUSALS[refusal.code].http);

const noteAll = (
  mailbox: Mailbox,
  all: readonly (readonly [Delivered, Decision])[],
  answered: { readonly request: string; readonly response?: string; readonly code?: string },
): void => {
  for (const [one, decision] of all)
    mailbox.note(one, decision, {
      ...answered,
      // A batch answers each entry for itself.
      ...(answered.response === undefined ? {} : { code: answered.code ?? statusOf(decision) }),
    });
};

/** A batch answers each entry; of a transaction one bad entry refuses all. */
export const receiveBundle = (
  mailbox: Mailbox,
  body: Outcome<JsonObject>,
  refusal: Refusal | undefined,
  answer: BundleAnswer,
): void => {
  const { request } = answer;
  const came = mailbox.now();
  const bundle = body.ok ? readWriteBundle(body.value, 'Observation') : body;
  if (!bundle.ok) {
    const one: Delivered = { via: 'fhir', ...came, way: 'create', reading: bundle, marked: true };
    const response = answer.send(REFUSALS[bundle.refusal.code].http, operationOutcome(bundle.refusal));
    mailbox.note(one, { outcome: 'refused', refusal: bundle.refusal }, { request, response });
    return;
  }
  const { type, entries } = bundle.value;
  const of = refusal === undefined ? {} : { refusal };
  const all = entries.map((entry) => {
    const one = entry.ok
      ? delivered(mailbox, accept(entry.value.resource), { ...writeOf(entry.value), ...of }, came)
      : { via: 'fhir' as const, ...came, way: 'create' as const, reading: entry, marked: true };
    const decision = mailbox.decide(one);
    if (type === 'batch') mailbox.keep(one, decision);
    return [one, decision] as const;
  });
  const [, first] = all.find(([, d]) => d.outcome === 'cut' || d.outcome === 'unavailable') ?? [];
  if (first?.outcome === 'cut') {
    answer.cut();
    return noteAll(mailbox, all, { request });
  }
  const index = all.findIndex(([, d]) => d.refusal !== undefined);
  const bad = all[index]?.[1];
  const isOfAll = refusal !== undefined || bad?.outcome === 'unavailable';
  if (bad?.refusal !== undefined && (type === 'transaction' || isOfAll)) {
    const status = REFUSALS[bad.refusal.code].http;
    const response = answer.send(status, operationOutcome(isOfAll ? bad.refusal : inEntry(bad.refusal, index)));
    // What is well was not kept either, and has to come again.
    const together = all.map(([one, decision]): readonly [Delivered, Decision] => [
      one,
      decision.refusal === undefined ? { outcome: 'unavailable' } : decision,
    ]);
    return noteAll(mailbox, together, { request, response, code: String(status) });
  }
  if (type === 'transaction') for (const [one, decision] of all) mailbox.keep(one, decision);
  const response = answer.send(
    200,
    responseBundle(
      type,
      all.map(([, decision], i) => ({
        status: statusOf(decision),
        ...(decision.refusal === undefined ? {} : { outcome: operationOutcome(inEntry(decision.refusal, i)) }),
      })),
    ),
  );
  return noteAll(mailbox, all, { request, response });
};
