import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { proveTrail } from '../audit/prove-trail.ts';
import type { Cluster } from '../store/postgres/cluster.ts';

/** Where a database lies that outlives the process. */
export interface Place {
  readonly database: string;
  /** Expects that nothing in it is broken. No process may have it open. */
  check(): Promise<void>;
  remove(): void;
}

const trailIsIntact = async (database: string): Promise<void> => {
  expect(await proveTrail(database)).toMatchObject({ intact: true });
};

export const inFile = (): Place => {
  const directory = mkdtempSync(join(tmpdir(), 'vitalproof-survival-'));
  const database = join(directory, 'data', 'reference.db');
  return {
    database,
    check: async () => {
      const raw = new DatabaseSync(database);
      expect(raw.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      expect(raw.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      raw.close();
      await trailIsIntact(database);
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
};

let schemas = 0;

/** The server sees to the rest of what a file is checked for. */
export const onServer = (cluster: Cluster): Place => {
  schemas += 1;
  const database = cluster.of(`survival${schemas}`);
  return { database, check: () => trailIsIntact(database), remove: () => {} };
};
