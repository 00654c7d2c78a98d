import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import { CHAIN_START, type ChainCell, type ChainHead, hashAfter } from './chain.ts';
import { AUDIT_COLUMNS, auditCells } from './columns.ts';
import { beginProof, type StoredRow, type TrailVerdict } from './prove.ts';

export const eventOfNumber = (n: number, over: Partial<AuditEvent> = {}): AuditEvent => ({
  recorded: new Date(Date.UTC(2026, 2, 3, 12, 0, n)).toISOString(),
  subject: 'reading',
  action: 'create',
  outcome: 'ok',
  who: 'vp-gateway',
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
  entity: { system: 'urn:example:meter-readings', value: `r${n}` },
  ...over,
});

const asRow = (cells: readonly ChainCell[], hash: string): StoredRow =>
  Object.fromEntries([...AUDIT_COLUMNS, 'hash'].map((name, i) => [name, [...cells, hash][i]]));

const asStored = (cell: ChainCell): ChainCell => (typeof cell === 'number' ? BigInt(cell) : cell);

/** The rows that these events lead to, as the database hands them out, and the head behind them. */
export const trailOf = (events: readonly AuditEvent[]): { rows: readonly StoredRow[]; head: ChainHead } => {
  let head = CHAIN_START;
  const rows = events.map((event, i) => {
    const cells = auditCells(i + 1, 1000 + i, event).map(asStored);
    head = { count: i + 1, hash: hashAfter(head.hash, cells) };
    return asRow(cells, head.hash);
  });
  return { rows, head };
};

/** What somebody does who changes rows and knows how the chain is made: every hash anew. */
export const rechained = (rows: readonly StoredRow[]): { rows: readonly StoredRow[]; head: ChainHead } => {
  let head = CHAIN_START;
  const anew = rows.map((row, i) => {
    const cells = AUDIT_COLUMNS.map((name) => (name === 'seq' ? BigInt(i + 1) : (row[name] as ChainCell)));
    head = { count: i + 1, hash: hashAfter(head.hash, cells) };
    return asRow(cells, head.hash);
  });
  return { rows: anew, head };
};

/** The verdict on rows in the order of their numbers. */
export const prove = (rows: readonly StoredRow[], stored: ChainHead | undefined, noted?: ChainHead): TrailVerdict => {
  const proof = beginProof(noted);
  for (const row of rows) {
    const verdict = proof.take(row);
    if (verdict !== undefined) return verdict;
  }
  return proof.end(stored);
};
