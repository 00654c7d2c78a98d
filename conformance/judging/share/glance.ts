import { isSentinelLane } from '../../verdict/technical-lane.ts';
import type { LineBytes } from '../../history/split-lines.ts';
import { Scan } from './scan.ts';

/** What the line of a submission says without being read as JSON. Identifiers are hashes of their keys. */
export interface SubmissionGlance {
  readonly kind: 'op';
  readonly seq: number;
  readonly patient: number;
  readonly reading: number;
  readonly sent: number;
  readonly settled: number;
  readonly wall: string;
}

/** What the line of a sighting says. `reading`: that the item is about, if any. */
export interface SightingGlance {
  readonly kind: 'seen';
  readonly seq: number;
  readonly patient: number;
  readonly item: number;
  readonly reading: number | undefined;
  readonly by: number;
}

export type Glance = SubmissionGlance | SightingGlance;

const OP = '{"kind":"op","seq":';
const SEEN = '{"kind":"seen","seq":';

const submission = (scan: Scan): SubmissionGlance | undefined => {
  const seq = scan.whole();
  if (seq === undefined || !scan.past(',"lane":')) return undefined;
  const lane = scan.text();
  // Those are everybody's: they prove that the In Basket was alive.
  if (lane === undefined || isSentinelLane(lane) || !scan.past(',"via":') || !scan.pastText()) return undefined;
  if (!scan.past(',"actor":') || !scan.pastText()) return undefined;
  if (!scan.past(',"act":{"op":"reading.submit","reading":{"identifier":')) return undefined;
  const reading = scan.key();
  if (reading === undefined || !scan.past(',"patient":')) return undefined;
  const patient = scan.key();
  if (patient === undefined || !scan.to('},"intended":') || scan.whole() === undefined) return undefined;
  if (!scan.past(',"sent":')) return undefined;
  const sent = scan.whole();
  if (sent === undefined || !scan.past(',"settled":')) return undefined;
  const settled = scan.whole();
  if (settled === undefined || !scan.past(',"wall":')) return undefined;
  const wall = scan.text();
  return wall === undefined ? undefined : { kind: 'op', seq, patient, reading, sent, settled, wall };
};

const sighting = (scan: Scan): SightingGlance | undefined => {
  const seq = scan.whole();
  if (seq === undefined || !scan.to(',"by":')) return undefined;
  const by = scan.whole();
  if (by === undefined || !scan.past(',"item":{"identifier":')) return undefined;
  const item = scan.key();
  if (item === undefined || !scan.to(',"patient":')) return undefined;
  const patient = scan.key();
  if (patient === undefined) return undefined;
  const reading = scan.to(',"reading":') ? scan.key() : undefined;
  return { kind: 'seen', seq, patient, item, reading, by };
};

/**
 * What a line says at a glance; undefined: it is about something else, or it is not written as a run writes it, and
 * has to be read. It must be ASCII without a backslash. Nothing is held to the form: whoever has the patient does that,
 * and compares.
 */
export const glanceAt = (line: LineBytes): Glance | undefined => {
  const scan = new Scan(line);
  if (scan.past(OP)) return submission(scan);
  return scan.past(SEEN) ? sighting(scan) : undefined;
};
