import { isoOf } from '../clock/instant.ts';
import { CHAIN_START, type ChainCell, type ChainHead, hashAfter } from './chain.ts';
import { AUDIT_COLUMNS } from './columns.ts';

/** A row as it is stored: the columns of `AUDIT_COLUMNS` and `hash`, whole numbers as bigint. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** The first place at which a trail does not fit. */
export interface Break {
  /** Number of the event: of the one that does not fit or, where one is missing, of that one. */
  readonly event: number;
  /** `recorded` of that event, as it is stored now; absent where there is no such row. */
  readonly recorded?: string;
  /** What does not fit, as a sentence goes on after "event N". */
  readonly what: string;
}

/** What was found. `head`: how far the trail fits. */
export type TrailVerdict =
  | { readonly intact: true; readonly head: ChainHead }
  | { readonly intact: false; readonly head: ChainHead; readonly broken: Break };

const isCell = (value: unknown): value is ChainCell =>
  value === null || typeof value === 'string' || typeof value === 'bigint';

const LATEST_MS = 8_640_000_000_000_000n;

const recordedOf = (row: StoredRow): string | undefined => {
  const ms = row['recorded_ms'];
  return typeof ms === 'bigint' && ms >= -LATEST_MS && ms <= LATEST_MS ? isoOf(Number(ms)) : undefined;
};

const checkNumber = (row: StoredRow, event: number): string | undefined => {
  const seq = row['seq'];
  if (seq === BigInt(event)) return undefined;
  const recorded = recordedOf(row) ?? 'at no time that can be read';
  return `is missing: in its place comes number ${String(seq)}, recorded ${recorded}`;
};

const STORED: readonly string[] = [...AUDIT_COLUMNS, 'hash'];

const checkHash = (row: StoredRow, before: ChainHead): string | undefined => {
  const lacking = STORED.find((name) => row[name] === undefined);
  if (lacking !== undefined) return `has no ${lacking} any more: the whole column was taken away`;
  const cells = AUDIT_COLUMNS.map((name) => row[name] ?? null);
  if (!cells.every(isCell)) return 'holds something that is neither text nor a whole number';
  return hashAfter(before.hash, cells) === row['hash']
    ? undefined
    : 'does not fit its hash: it, or its place behind the event before it, is not as it was written';
};

/** Proves a trail row by row, in the order of the row numbers, with no more memory than one row takes. */
export interface Proof {
  /** The verdict as soon as something does not fit; then the proof is over. */
  take(row: StoredRow): TrailVerdict | undefined;
  /** After the last row. `stored`: the head that the database keeps, if it does. */
  end(stored: ChainHead | undefined): TrailVerdict;
  readonly head: ChainHead;
}

const headBreak = (head: ChainHead, stored: ChainHead | undefined): Omit<Break, 'event'> | undefined => {
  if (stored === undefined) return { what: 'would be next, but the head of the trail is gone' };
  if (stored.count > head.count) {
    return { what: `is missing: the head of the trail counts ${stored.count} events, so its tail was cut off` };
  }
  if (stored.count < head.count) {
    return { what: `would be next, but the head of the trail counts only ${stored.count} events` };
  }
  return stored.hash === head.hash
    ? undefined
    : { what: 'would be next, but the head of the trail has another hash than the last event' };
};

/** Begins a proof. `noted`: a head that somebody outside kept; the trail must go through it. */
export const beginProof = (noted?: ChainHead): Proof => {
  let head = CHAIN_START;
  const broken = (at: Break): TrailVerdict => ({ intact: false, head, broken: at });
  return {
    get head() {
      return head;
    },
    take: (row) => {
      const event = head.count + 1;
      const missing = checkNumber(row, event);
      if (missing !== undefined) return broken({ event, what: missing });
      const recorded = recordedOf(row);
      const at = recorded === undefined ? { event } : { event, recorded };
      const what = checkHash(row, head);
      if (what !== undefined) return broken({ ...at, what });
      const hash = String(row['hash']);
      if (noted?.count === event && noted.hash !== hash) {
        const rewritten = 'has another hash than the head that was noted: it or one before it was written anew';
        return broken({ ...at, what: rewritten });
      }
      head = { count: event, hash };
      return undefined;
    },
    end: (stored) => {
      const wrong = headBreak(head, stored);
      if (wrong !== undefined) return broken({ event: head.count + 1, ...wrong });
      if (noted === undefined || noted.count <= head.count) return { intact: true, head };
      const what = `is missing: the head that was noted counts ${noted.count} events, so the tail was cut off`;
      return broken({ event: head.count + 1, what });
    },
  };
};
