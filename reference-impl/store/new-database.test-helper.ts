import { randomUUID } from 'node:crypto';

/** Where the same tests are to run on a server: its URL, without a schema. Unset: each database is in memory. */
const SERVER = process.env['VITALPROOF_TEST_POSTGRES'];

/** What shows that the tests can fail, at length, does so in memory. */
export const isOnServer: boolean = SERVER !== undefined;

/** A database of its own for one test: in memory or, where a server is named, a schema of its own there. */
export const newDatabase = (): string =>
  SERVER === undefined ? ':memory:' : `${SERVER}?schema=t_${randomUUID().replaceAll('-', '_')}`;
