import { refuse, type Refusal } from '../../../contract/refusal.ts';
import { PCD_VERSION, VERSION } from '../../../contract/wire/hl7v2/envelope.ts';
import type { Segment } from '../../../contract/wire/hl7v2/segment.ts';

const CONDITIONS: ReadonlySet<string> = new Set(['', 'AL', 'NE', 'ER', 'SU']);
const LONGEST_CONTROL_ID = 199;

/**
 * Why a header is of no message that brings readings; undefined: it is. Processing ids are left to the judge, who asks for
 * one that says that it is simulated. Source: docs/bindings/hl7v2.md, MSH.
 */
export const refusalOfHeader = (header: Segment): Refusal | undefined => {
  if (![VERSION, PCD_VERSION].includes(header.text(12)))
    return refuse('unsupported-version', header.place(12), `${VERSION} or ${PCD_VERSION}`).refusal;
  if (header.text(9) !== 'ORU') return refuse('unsupported-message', header.place(9, 1), 'ORU').refusal;
  if (header.text(9, { component: 2 }) !== 'R01') return refuse('unsupported-event', header.place(9, 2), 'R01').refusal;
  const mode = [15, 16].find((field) => !CONDITIONS.has(header.text(field)));
  if (mode !== undefined) return refuse('bad-value', header.place(mode), 'AL, NE, ER or SU').refusal;
  const controlId = header.text(10);
  if (controlId === '') return refuse('missing-element', header.place(10), 'a control id').refusal;
  return controlId.length > LONGEST_CONTROL_ID
    ? refuse('bad-value', header.place(10), 'too long a control id').refusal
    : undefined;
};

/** Most messages that are remembered. */
const MOST_KNOWN = 10_000;

/** Control ids of the messages that were taken, or may have been: each is of one message, byte for byte. */
export class ControlIds {
  readonly #known = new Map<string, string>();

  /** Undefined: the control id is new, or of these very bytes. */
  refusalOf(header: Segment, bytes: Buffer): Refusal | undefined {
    const known = this.#known.get(ControlIds.#nameOf(header));
    return known === undefined || known === bytes.toString('latin1')
      ? undefined
      : refuse('control-id-reuse', header.place(10)).refusal;
  }

  remember(header: Segment, bytes: Buffer): void {
    if (this.#known.size < MOST_KNOWN) this.#known.set(ControlIds.#nameOf(header), bytes.toString('latin1'));
  }

  static #nameOf(header: Segment): string {
    return JSON.stringify([3, 4, 10].map((field) => header.text(field)));
  }
}
