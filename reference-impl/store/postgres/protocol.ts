import type { MessagePort } from 'node:worker_threads';
import type { Cell, Row } from '../database.ts';
import type { PostgresSettings } from './settings.ts';

/** One statement in PostgreSQL's words, `$1` and so on for its cells. */
export interface Statement {
  readonly sql: string;
  readonly cells: readonly Cell[];
}

/**
 * Statements to carry out one after the other, up to the first that fails. `goesOn`: in the transaction that was begun
 * before. On another connection they would be of none, and each be committed by itself.
 */
export type Asked = { readonly statements: readonly Statement[]; readonly goesOn: boolean } | 'close';

/** The rows of the last statement, or why one failed. `connection`: how many there have been by now. */
export type Answered = ({ readonly rows: readonly Row[] } | { readonly failed: Failure }) & {
  readonly connection: number;
};

export interface Failure {
  /** SQLSTATE, or the name of an error of the network; undefined: neither. */
  readonly code: string | undefined;
  readonly message: string;
  /** Whether the connection is gone, and with it whatever was under way. */
  readonly isLost: boolean;
  /** Whether there was none, and none could be made. */
  readonly isUnreached?: boolean;
}

/** What the thread is started with, beside the port. */
export interface SessionTask {
  readonly settings: PostgresSettings;
  readonly bounds: Bounds;
  /** Its first 32-bit number goes up with each answer. */
  readonly signal: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** How long is waited, ms. */
export interface Bounds {
  readonly connectMs: number;
  /** For another process that writes. */
  readonly lockMs: number;
  readonly statementMs: number;
  /** How long a process that hangs may keep the others waiting. */
  readonly idleInTransactionMs: number;
  /** How long a process that asks nothing keeps its connection, and with it the lead. */
  readonly idleSessionMs: number;
  /** For an answer of any kind. */
  readonly answerMs: number;
  /** Between two looks at what others have done, where none is told. */
  readonly lookMs: number;
  /** Before a server that could not be reached is tried again. */
  readonly pauseMs: number;
}

export const BOUNDS: Bounds = {
  connectMs: 2000,
  lockMs: 3000,
  statementMs: 10_000,
  idleInTransactionMs: 5000,
  idleSessionMs: 15_000,
  answerMs: 20_000,
  lookMs: 1000,
  pauseMs: 500,
};

/** To make the tables of today out of those of an older version, which takes as long as there are rows; another that does so is waited for. */
export const MAKING_TABLES: Bounds = { ...BOUNDS, lockMs: 600_000, statementMs: 0, answerMs: 86_400_000 };
