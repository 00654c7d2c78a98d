import { monotonicNow } from '../../clock/system-now.ts';
import type { Cell, Database, Row } from '../database.ts';
import { StoreUnavailable, type Trouble } from '../unavailable.ts';
import { openBridge, StatementFailed } from './bridge.ts';
import { toPostgres } from './dialect.ts';
import { BOUNDS, type Bounds, type Statement } from './protocol.ts';
import type { PostgresSettings } from './settings.ts';
import { postgresTroubleOf } from './trouble.ts';
import { openTurns, TURN } from './turns.ts';

/** Fixed statements, and searches by one of many joins of conditions each: past this many all are translated anew. */
const MAX_STATEMENTS = 500;
/** PostgreSQL holds no NUL: what is asked for with one is not there. Nothing that is written has one. */
const holdable = (cell: Cell): Cell =>
  typeof cell === 'string' && cell.includes('\u0000') ? cell.replaceAll('\u0000', '\uFFFD') : cell;

/** Statements that nobody needs an answer to are sent with the next one that somebody does, or when so many wait. */
const MOST_UNSENT = 500;

/**
 * A database on PostgreSQL that several processes share. One of them writes at a time: a transaction begins by locking
 * the one row of `turns`, so that stamps and row numbers are handed out in the order of the commits, as on SQLite; a
 * reader who has seen everything up to a stamp has missed nothing. What dies with the lock, or hangs, is ended by the
 * server. Throws StoreUnavailable where the server cannot be reached.
 */
export const openPostgres = (settings: PostgresSettings, bounds: Bounds = BOUNDS): Database => {
  const bridge = openBridge(settings, bounds);
  const turns = openTurns(settings.schema);
  const translated = new Map<string, string>();
  const troubled: ((trouble: Trouble) => void)[] = [];
  const undone: (() => void)[] = [];
  const elsewhere: (() => void)[] = [];
  const others: (() => void)[] = [];
  let unsent: Statement[] = [];
  let depth = 0;
  let running = false;
  /** The server has answered that the transaction has begun. */
  let hasBegun = false;
  let befallen: StoreUnavailable | undefined;
  let isLeading = false;
  /** Of the tables that this process knows; undefined: it makes them. */
  let knownVersion: number | undefined;
  /** Real time that only goes forward, ms, before which a server that could not be reached is left in peace. */
  let notBefore = 0;

  const statementOf = (sql: string, cells: readonly Cell[]): Statement => {
    let words = translated.get(sql);
    if (words === undefined) {
      if (translated.size >= MAX_STATEMENTS) translated.clear();
      translated.set(sql, (words = toPostgres(sql)));
    }
    return { sql: words, cells: cells.map(holdable) };
  };
  const unavailable = (trouble: Trouble, cause?: unknown): StoreUnavailable => {
    for (const listener of troubled) listener(trouble);
    const one = new StoreUnavailable(trouble, cause);
    if (running) befallen ??= one;
    return one;
  };
  const failed = (error: unknown): unknown => {
    if (!(error instanceof StatementFailed)) return error;
    if (error.failure.isLost) isLeading = false;
    if (error.failure.isUnreached === true) notBefore = monotonicNow() + bounds.pauseMs;
    const trouble = postgresTroubleOf(error.failure);
    // What comes in their place may be older, under a number of a turn that this process knows.
    if (trouble === 'without-tables') turns.lost();
    return trouble === undefined ? error : unavailable(trouble, error);
  };
  /** Sends what waits, and this behind it. */
  const send = (...more: readonly Statement[]): readonly Row[] => {
    if (befallen !== undefined) throw befallen;
    const statements = [...unsent, ...more];
    unsent = [];
    if (statements.length === 0) return [];
    if (monotonicNow() < notBefore)
      throw failed(new StatementFailed({ code: '08001', message: 'unreachable a moment ago', isLost: false }));
    try {
      return bridge.ask(statements, hasBegun);
    } catch (error) {
      throw failed(error);
    }
  };
  const plain = (sql: string): Statement => ({ sql, cells: [] });
  const tell = (listeners: readonly (() => void)[]): void => {
    for (const listener of listeners) listener();
  };
  const tellOthers = (): void => {
    if (!running) tell(others);
  };
  bridge.onReconnected(() => {
    isLeading = false;
    // It may be another server, or one whose latest commits are gone: the number of a turn says nothing then.
    turns.lost();
  });
  bridge.onNotified((who) => {
    if (who !== turns.self) tellOthers();
  });
  const looking = setInterval(tellOthers, bounds.lookMs);
  looking.unref();

  /** Whether the tables are of the version that this process knows. */
  const isOurs = (row: Row | undefined): boolean =>
    knownVersion === undefined || Number(row?.['version']) === knownVersion;

  const begin = (): void => {
    const [row] = send(plain('BEGIN'), plain(TURN.take));
    hasBegun = true;
    const isMine = turns.isMine(row);
    if (!isOurs(row)) throw unavailable('migrated');
    if (isMine) return;
    tell(undone);
    tell(elsewhere);
  };
  const rollBack = (): void => {
    try {
      bridge.ask([plain('ROLLBACK')], true);
    } catch {
      // Where the server is gone, or has ended it, there is nothing left to roll back.
    }
  };

  return {
    dialect: 'postgres',
    schema: {
      version: () => Number(send(plain(TURN.version))[0]?.['version'] ?? 0),
      isEmpty: () => send(statementOf(TURN.anything, [settings.schema])).length === 0,
      set: (version) => void send(statementOf(TURN.setVersion, [version])),
      keepTo: (version) => {
        knownVersion = version;
      },
    },
    all: (sql, ...cells) => send(statementOf(sql, cells)),
    get: (sql, ...cells) => send(statementOf(sql, cells))[0],
    run: (sql, ...cells) => {
      unsent.push(statementOf(sql, cells));
      if (!running || unsent.length >= MOST_UNSENT) send();
    },
    transaction: (work) => {
      befallen = undefined;
      running = true;
      try {
        begin();
        const result = work();
        if (befallen !== undefined) throw befallen;
        send(plain(TURN.pass), { sql: TURN.tell, cells: [settings.schema, turns.self] }, plain('COMMIT'));
        turns.passed();
        return result;
      } catch (error) {
        turns.lost();
        tell(undone);
        rollBack();
        throw error;
      } finally {
        unsent = [];
        running = false;
        hasBegun = false;
        befallen = undefined;
      }
    },
    savepoint: (work, keep = () => true) => {
      if (befallen !== undefined) throw befallen;
      // What came before it is not to be undone with it.
      if (unsent.length > 0) send();
      depth += 1;
      const name = `level${depth}`;
      let stays = false;
      try {
        unsent.push(plain(`SAVEPOINT ${name}`));
        const result = work();
        stays = keep(result);
        if (stays) {
          unsent.push(plain(`RELEASE ${name}`));
          // Whoever asked for it is told what did not go in, and nobody else.
          if (depth === 1) send();
        }
        return result;
      } catch (error) {
        stays = false;
        throw error;
      } finally {
        depth -= 1;
        if (!stays) {
          tell(undone);
          const isSet = !unsent.some(({ sql }) => sql === `SAVEPOINT ${name}`);
          unsent = [];
          if (isSet && befallen === undefined) send(plain(`ROLLBACK TO ${name}`), plain(`RELEASE ${name}`));
        }
      }
    },
    // The server answers a commit once it is on the disk.
    whenKept: () => undefined,
    get isSole() {
      return running;
    },
    onRollback: (listener) => void undone.push(listener),
    onChangedElsewhere: (listener) => void elsewhere.push(listener),
    onTrouble: (listener) => void troubled.push(listener),
    onOthers: (listener) => void others.push(listener),
    leads: () => {
      // A process that stood still may have lost its connection, and another leads: only a question tells.
      const [row] = send(plain(TURN.version));
      if (!isOurs(row)) {
        unavailable('migrated');
        // What it sent could not be noted, and would be sent again and again.
        if (isLeading) send(statementOf(TURN.giveUpLead, [settings.schema]));
        isLeading = false;
        return false;
      }
      if (!isLeading) isLeading = send(statementOf(TURN.lead, [settings.schema]))[0]?.['led'] === 't';
      return isLeading;
    },
    close: () => {
      clearInterval(looking);
      bridge.close();
    },
  };
};
