import { createHash } from 'node:crypto';
import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import { decodeAlertMessage } from '../../../contract/wire/hl7v2/alert-read.ts';
import type { Namespaces } from '../../../contract/wire/hl7v2/identifier.ts';
import { findSegment, parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import { decodePatient } from '../../../contract/wire/hl7v2/people.ts';
import { NS_PER_MS, type RunClock } from '../../history/clock.ts';
import type { Alerted, AlertReply, Alerts } from '../../history/lines.ts';

/** What a line of the history may hold. */
const MOST_KEPT = 1000;
/** Messages that name no patient: the first of them show what is wrong. */
const MOST_OF_NOBODY = 20;
const MOST_TEXT = 2000;

/** One message, as it was kept; `answered` is set when it was. */
type Kept = { -readonly [K in keyof Alerted]: Alerted[K] };

interface Watched {
  readonly replies: AlertReply[];
  readonly told: Kept[];
  /** What came, for the wire files of the history. */
  readonly texts: string[];
  isCut: boolean;
}

/** What became of a message: how it is answered, and whom to tell that it was. */
export interface Taken {
  readonly reply: AlertReply;
  /** Called when the acknowledgement was written, or the connection cut. */
  readonly answered: () => void;
}

const readAs = (bytes: Buffer, namespaces: Namespaces): Omit<Kept, 'at' | 'reply'> & { readonly patient?: string } => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const message = parseMessage(bytes);
  if (!message.ok) {
    const { code, at, detail } = message.refusal;
    return {
      sha256,
      controlId: '',
      type: '',
      problem: { code, ...(at === undefined ? {} : { at }), ...(detail === undefined ? {} : { text: detail }) },
    };
  }
  const { header } = message.value;
  const controlId = header.text(10).slice(0, 200);
  const type = [1, 2].map((component) => header.text(9, { component })).join('^');
  const alert = decodeAlertMessage(message.value, namespaces);
  const common = { sha256, controlId, type: type.slice(0, 80) };
  if (alert.ok) return { ...common, ...alert.value, patient: keyOf(alert.value.item.patient) };
  const { code, at, detail } = alert.refusal;
  const named = decodePatient(findSegment(message.value, 'PID'), namespaces);
  return {
    ...common,
    ...(named.ok ? { patient: keyOf(named.value) } : {}),
    problem: {
      code,
      ...(at === undefined ? {} : { at }),
      ...(detail === undefined ? {} : { text: detail.slice(0, MOST_TEXT) }),
    },
  };
};

/**
 * The alerts of one run: whose are kept, how each is answered, and what came. A message is known again by its MSH-10; one
 * that was not taken the first time is taken when it comes again. Source: docs/bindings/hl7v2.md, Alerts.
 */
export class AlertBook {
  readonly #clock: Pick<RunClock, 'now'>;
  readonly #namespaces: Namespaces;
  readonly #againNs: number;
  readonly #watched = new Map<string, Watched>();
  readonly #ofNobody: Kept[] = [];
  /** By MSH-10: when a message that was not taken came last. */
  readonly #open = new Map<string, number>();
  readonly #known = new Set<string>();
  #lastCame: number | undefined;

  /** `againMs`: within which what was not taken comes again. */
  constructor(clock: Pick<RunClock, 'now'>, namespaces: Namespaces, againMs: number) {
    this.#clock = clock;
    this.#namespaces = namespaces;
    this.#againNs = againMs * NS_PER_MS;
  }

  /** Keeps what comes about a patient from now on. `replies`: what the next messages get that are new, one each. */
  listen(patient: Identifier, replies: readonly AlertReply[] = []): void {
    const key = keyOf(patient);
    const known = this.#watched.get(key);
    if (known === undefined) this.#watched.set(key, { replies: [...replies], told: [], texts: [], isCut: false });
    else known.replies.push(...replies);
  }

  /** Takes the bytes of a message in. */
  take(bytes: Buffer): Taken {
    const at = this.#clock.now();
    this.#lastCame = at;
    const { patient, ...read } = readAs(bytes, this.#namespaces);
    const watched = patient === undefined ? undefined : this.#watched.get(patient);
    const kept: Kept = { at, reply: 'taken', ...read };
    if (patient === undefined && this.#ofNobody.length < MOST_OF_NOBODY) this.#ofNobody.push(kept);
    if (watched !== undefined) {
      if (!this.#known.has(read.controlId)) kept.reply = watched.replies.shift() ?? 'taken';
      this.#known.add(read.controlId);
      if (kept.reply === 'taken') this.#open.delete(read.controlId);
      else this.#open.set(read.controlId, at);
      if (watched.told.length < MOST_KEPT) {
        watched.told.push(kept);
        watched.texts.push(bytes.toString('utf8'));
      } else watched.isCut = true;
    }
    return {
      reply: kept.reply,
      answered: () => {
        kept.answered = this.#clock.now();
      },
    };
  }

  /** How many messages were not taken and may still come again. */
  get waiting(): number {
    const since = this.#clock.now() - this.#againNs;
    return [...this.#open.values()].filter((at) => at > since).length;
  }

  /**
   * The last instant at which anything came, of anybody, or was still waited for: one connection carries all alerts, and
   * what stands behind one that is not taken comes after it. Undefined: nothing ever came.
   */
  get busyUntil(): number | undefined {
    if (this.#lastCame === undefined) return undefined;
    const now = this.#clock.now();
    return Math.max(this.#lastCame, ...[...this.#open.values()].map((at) => Math.min(now, at + this.#againNs)));
  }

  /** What came about a patient so far, with the messages themselves. */
  read(patient: Identifier): { readonly alerts: Alerts; readonly texts: readonly string[] } {
    const watched = this.#watched.get(keyOf(patient));
    const { busyUntil } = this;
    const told = [...(watched?.told ?? []), ...this.#ofNobody].toSorted((a, b) => a.at - b.at).slice(0, MOST_KEPT);
    return {
      alerts: {
        told: told.map((each) => ({ ...each })),
        waiting: this.waiting,
        ...(busyUntil === undefined ? {} : { busyUntil }),
        ...(watched?.isCut === true ? { cut: true } : {}),
      },
      texts: watched?.texts ?? [],
    };
  }
}
