import { SYSTEM } from '../../contract/codes/canonical.ts';
import type { NotedAlert } from '../alerts/alert.ts';
import { notingItems, standingAlert } from '../alerts/noting-items.ts';
import { ALERTS_TABLES, type AlertTable, createAlertTable } from '../alerts/table.ts';
import { ANSWERED_TABLE, createAnsweredTable } from '../answered/table.ts';
import { type AssertionTable, ASSERTIONS_TABLE, createAssertionTable } from '../assertions/table.ts';
import { AUDIT_TABLES, checkHead, createAuditTable } from '../audit/table.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { type Clocks, CLOCKS_TABLE, createClocks } from '../clock/clocks.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Tables } from '../context.ts';
import { createItemTable, ITEMS_TABLES } from '../inbox/table.ts';
import { createMessageTable, MESSAGES_TABLES } from '../messages/table.ts';
import { createOrderTable, ORDERS_TABLES } from '../orders/table.ts';
import { COVERAGE_TABLE, createCoverageTable, createPeopleTables, PEOPLE_TABLES } from '../people/table.ts';
import { createPermissionTable, PERMISSIONS_TABLES } from '../permissions/table.ts';
import { createReadingTable, READINGS_TABLES } from '../readings/table.ts';
import { createSubscriptionTable, SUBSCRIPTIONS_TABLES } from '../subscriptions/table.ts';
import { createDueTable, createGapTable, DUE_TABLES } from '../waiting/table.ts';
import { createTrackerTable, TRACKERS_TABLE } from '../portal/table.ts';
import { createQuarantine, QUARANTINE_TABLE } from '../readings/quarantine.ts';
import { createSourceTable, SOURCES_TABLE } from '../sources/table.ts';
import type { Database, Ddl } from './database.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { openDatabase } from './open-database.ts';
import { createStamps, STAMPS_TABLE } from './stamps.ts';
import type { Kept } from './documents.ts';

const TABLES: readonly Ddl[] = [
  STAMPS_TABLE,
  CLOCKS_TABLE,
  PEOPLE_TABLES,
  COVERAGE_TABLE,
  ORDERS_TABLES,
  PERMISSIONS_TABLES,
  READINGS_TABLES,
  ITEMS_TABLES,
  QUARANTINE_TABLE,
  TRACKERS_TABLE,
  SOURCES_TABLE,
  DUE_TABLES,
  MESSAGES_TABLES,
  ...AUDIT_TABLES,
  SUBSCRIPTIONS_TABLES,
  ALERTS_TABLES,
  ASSERTIONS_TABLE,
  ANSWERED_TABLE,
];

/**
 * Where nothing waits for the disk: the shorter a batch, the sooner its first writer is answered, and the more pages are
 * written, for most of them come again in the next.
 */
const BATCH = { mostMs: 8, worthMs: 1 };

export interface Store {
  readonly database: Database;
  readonly tables: Tables;
  readonly clocks: Clocks;
  readonly writers: GroupCommit;
  readonly alerts: AlertTable;
  /** How an item stands now, as another system is told. */
  readonly standingAlert: (item: Identifier) => NotedAlert | undefined;
  readonly assertions: AssertionTable;
}

/** Opens the database at `path`, made if it is not there. Throws InputProblem when it cannot be used. */
export const openStore = (
  path: string,
  now: () => number,
  limits: {
    readonly maxWaiting?: number;
    readonly maxPages?: number;
    /** As of SQLite. */
    readonly syncsAside?: boolean;
    readonly afterCommit?: () => void;
    /** Told of every item that was created or changed, in the same transaction. */
    readonly itemChanged?: (item: Kept<InboxItem>) => void;
    /** Notes an alert of every item; called where one had to be let go. */
    readonly onAlertLost?: () => void;
  } = {},
): Store => {
  const { maxPages, syncsAside } = limits;
  const database = openDatabase(path, TABLES, { ...compact({ maxPages, syncsAside }), verify: checkHead });
  const stamps = createStamps(database, now);
  const clocks = createClocks(database, now);
  const alerts = createAlertTable(database, now);
  const orders = createOrderTable(database, stamps);
  const { onAlertLost, itemChanged, maxWaiting, afterCommit } = limits;
  const readings = createReadingTable(database, stamps);
  const items = createItemTable(database, stamps, SYSTEM.item, itemChanged);
  const audit = createAuditTable(database, stamps);
  const beforeCommit = (): void => {
    stamps.save();
    audit.saveHead();
  };
  return {
    database,
    clocks,
    alerts,
    standingAlert: (item) => standingAlert({ items, orders, readings }, item),
    assertions: createAssertionTable(database),
    writers: createGroupCommit(
      database,
      compact({ maxWaiting, afterCommit, beforeCommit, ...(syncsAside === true ? BATCH : {}) }),
    ),
    tables: {
      people: createPeopleTables(database, stamps),
      coverage: createCoverageTable(database, stamps),
      orders,
      permissions: createPermissionTable(database, stamps),
      readings,
      items: onAlertLost === undefined ? items : notingItems({ items, orders, readings }, alerts, onAlertLost),
      quarantine: createQuarantine(database),
      trackers: createTrackerTable(database, stamps),
      sources: createSourceTable(database, stamps),
      due: createDueTable(database, clocks),
      gaps: createGapTable(database),
      messages: createMessageTable(database, stamps),
      audit,
      subscriptions: createSubscriptionTable(database, stamps),
      answered: createAnsweredTable(database, now),
    },
  };
};
