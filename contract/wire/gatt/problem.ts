import { InputProblem } from '../../input-problem.ts';

/**
 * Why a packet was not read or could not be written:
 * - `truncated`: it ends inside a field
 * - `trailing-bytes`: it goes on behind its last field
 * - `unknown-flags`: a flag is set whose field is not known, so nothing behind it can be found
 * - `reserved-value`: a field holds a value that the specification keeps for later
 * - `impossible-time`: no calendar has that date, or no clock that time
 * - `op-code`, `operator`, `operand`, `filter`: the part of a record access request that cannot be carried out
 * - `checksum`: the frame was damaged under way
 * - `not-a-number`: the device had no value to tell
 * - `other-specimen`: not the blood that a home meter measures, nor its test liquid
 * - `not-representable`: the field cannot hold the value that was asked for
 */
export type PacketReason =
  | 'truncated'
  | 'trailing-bytes'
  | 'unknown-flags'
  | 'reserved-value'
  | 'impossible-time'
  | 'op-code'
  | 'operator'
  | 'operand'
  | 'filter'
  | 'checksum'
  | 'not-a-number'
  | 'other-specimen'
  | 'not-representable';

/** A packet that cannot be read, or a value that no packet can hold. The only thing that the codecs of this folder throw. */
export class PacketProblem extends InputProblem {
  readonly reason: PacketReason;

  /** `path` is packet and field, such as `glucose measurement.base time`. */
  constructor(reason: PacketReason, path: string, what: string, expected: string) {
    super(what, { path }, expected);
    this.reason = reason;
  }
}
