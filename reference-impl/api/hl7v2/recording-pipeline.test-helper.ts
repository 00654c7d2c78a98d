import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { FiledReading, Identifier, Order, Patient, Permission, Reading } from '../../../contract/domain/index.ts';
import { accept, refuse } from '../../../contract/refusal.ts';
import type { Outcome, Refusal } from '../../../contract/refusal.ts';
import type { AuditEvent } from '../../../contract/domain/index.ts';
import { type Answered, AnsweredBefore, isToBeKept, mayStillBeAnswered } from '../../answered/answered.ts';
import { type Answerable, type Answering, makingOf } from '../../answered/answering.ts';
import type { Before } from '../../answered/table.ts';
import type { Caller, Pipeline, Stored, Written } from '../../pipeline.ts';

/** Virtual now of the recording pipeline, fixed. */
export const NOW = '2026-03-03T13:05:12.000Z';

/** What the surface asked of the pipeline. */
export type Call =
  | { readonly op: 'file'; readonly caller: Caller; readonly readings: readonly Reading[] }
  | { readonly op: 'patient'; readonly caller: Caller; readonly patient: Patient }
  | { readonly op: 'permit'; readonly caller: Caller; readonly permission: Permission }
  | { readonly op: 'submit'; readonly caller: Caller; readonly order: Order }
  | { readonly op: 'change'; readonly caller: Caller; readonly order: Order; readonly ifMatch: number | undefined };

/** Remembers every call and keeps orders by identifier; does as `onCall` says before it does anything. */
export class RecordingPipeline {
  readonly calls: Call[] = [];
  readonly audited: Omit<AuditEvent, 'recorded'>[] = [];
  readonly orders = new Map<string, Stored<Order>>();
  readonly answered = new Map<string, Answered>();
  /** Waits, refuses or fails; by default accepts at once. */
  onCall: (call: Call) => Promise<Refusal | undefined> | Refusal | undefined = () => undefined;
  warnings: readonly RefusalName[] = [];
  phoneServes = true;
  isSourceAdmitted = true;
  /** What the clock tells. */
  onClock: () => string = () => NOW;

  /** Reading identifiers filed, in order. */
  get filed(): readonly string[] {
    return this.calls.flatMap((call) =>
      call.op === 'file' ? call.readings.map(({ identifier }) => identifier.value) : [],
    );
  }

  /** As the pipeline does, it tells the caller of the outcome before it is answered. */
  async #act<T>(asked: Call, effect: () => T): Promise<Answerable<T>> {
    const { answering, ...caller } = asked.caller;
    if (answering?.kept !== undefined) this.#check(answering.kept.key, answering.kept.digest);
    const call = { ...asked, caller };
    this.calls.push(call);
    const refusal = await this.onCall(call);
    const outcome: Outcome<T> =
      refusal === undefined ? accept(effect()) : refuse(refusal.code, refusal.at, refusal.detail);
    return answering === undefined ? outcome : { ...outcome, making: this.#make(answering, outcome) };
  }

  #check(key: string, digest: string): Before {
    const standing = this.answered.get(key);
    if (standing !== undefined && !mayStillBeAnswered(standing, digest)) throw new AnsweredBefore(standing);
    return { standing };
  }

  #make(answering: Answering, outcome: Outcome<unknown>): string {
    const text = JSON.stringify(makingOf(answering, outcome, NOW, () => this.phoneServes));
    if (answering.kept === undefined) return text;
    const { key, digest } = answering.kept;
    return this.#keep(key, { digest, text, ...(outcome.ok ? {} : { refused: JSON.stringify(outcome.refusal) }) }).text;
  }

  #keep(key: string, next: Answered): Answered {
    const standing = this.answered.get(key);
    if (!isToBeKept(standing, next)) return standing ?? next;
    this.answered.set(key, next);
    return next;
  }

  #made<T>(id: string, body: T): Written<T> {
    return { stored: { id, version: 1, lastUpdated: NOW, body }, effect: 'created', warnings: this.warnings };
  }

  #store(order: Order): Written<Order> {
    const key = keyOf(order.identifier);
    const version = (this.orders.get(key)?.version ?? 0) + 1;
    const stored = { id: `sr-${key}`, version, lastUpdated: NOW, body: order };
    this.orders.set(key, stored);
    return { stored, effect: version === 1 ? 'created' : 'updated', warnings: this.warnings };
  }

  /** The parts of a Pipeline that this surface uses; the rest is absent and fails loudly. */
  asPipeline(): Pipeline {
    const parts: Partial<Pipeline> = {
      orders: {
        submit: (caller, order) => this.#act({ op: 'submit', caller, order }, () => this.#store(order)),
        change: (caller, order, ifMatch) =>
          this.#act({ op: 'change', caller, order, ifMatch }, () => this.#store(order)),
        find: (identifier: Identifier) => this.orders.get(keyOf(identifier)),
        search: () => refuse('unsupported-interaction'),
      },
      readings: {
        file: (caller, readings) =>
          this.#act({ op: 'file', caller, readings }, () =>
            readings.map((reading): Written<FiledReading> => {
              const body = { reading, version: 1, interpretation: [], ranges: [], orders: [] };
              return {
                stored: { id: reading.identifier.value, version: 1, lastUpdated: NOW, body },
                effect: 'created',
                warnings: this.warnings,
              };
            }),
          ),
        history: () => refuse('unsupported-interaction'),
        search: () => refuse('unsupported-interaction'),
      },
      people: {
        patient: (caller, patient) => this.#act({ op: 'patient', caller, patient }, () => this.#made('p1', patient)),
        clinician: async () => refuse('unsupported-interaction'),
        pool: async () => refuse('unsupported-interaction'),
        device: async () => refuse('unsupported-interaction'),
        coverage: async () => refuse('unsupported-interaction'),
        find: () => undefined,
        patients: () => accept({ entries: [] }),
        clinicians: () => accept({ entries: [] }),
        pools: () => accept({ entries: [] }),
      },
      permissions: {
        set: (caller, permission) =>
          this.#act({ op: 'permit', caller, permission }, () => this.#made('c1', permission)),
        search: () => accept([]),
      },
      references: { referenceTo: () => 'Patient/p1', identifierOf: () => undefined, recipient: () => undefined },
      sources: {
        admits: () => this.isSourceAdmitted,
        set: async () => refuse('unsupported-interaction'),
        list: () => refuse('unsupported-interaction'),
      },
      portal: {
        trackers: () => refuse('unsupported-interaction'),
        tracker: () => refuse('unsupported-interaction'),
        choose: async () => refuse('unsupported-interaction'),
        eligibility: () => accept({ eligible: this.phoneServes }),
      },
      audit: {
        search: () => refuse('unsupported-interaction'),
        record: async (event, told) => {
          const kept = told?.answering.kept;
          if (kept !== undefined) this.#check(kept.key, kept.digest);
          this.audited.push(event);
          return told && this.#make(told.answering, { ok: false, refusal: told.refusal });
        },
      },
      answered: {
        of: (key) => this.answered.get(key),
        keep: (key, next) => this.#keep(key, next),
        check: (key, digest) => this.#check(key, digest),
      },
      clock: { now: () => this.onClock(), advance: async () => refuse('clock-backwards') },
    };
    return parts as Pipeline;
  }
}
