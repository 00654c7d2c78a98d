import pg from 'pg';
import { StoreUnavailable } from '../unavailable.ts';
import { postgresSettings } from './settings.ts';

/** Somebody else at the same server, in the schema that the URL names. */
export const asked = async (url: string, ...statements: readonly string[]): Promise<readonly unknown[]> => {
  const place = new URL(url);
  place.search = '';
  const client = new pg.Client({
    connectionString: place.href,
    options: `-c search_path=${postgresSettings(url).schema}`,
  });
  await client.connect();
  try {
    let rows: readonly unknown[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
};

/** Resolves when it holds; the test's own time ends it otherwise. */
export const until = async (holds: () => boolean): Promise<void> => {
  // oxlint-disable-next-line no-await-in-loop -- looked at again until it holds
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Resolves when it can be done. */
export const untilDone = (work: () => unknown): Promise<void> =>
  until(() => {
    try {
      work();
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailable) return false;
      throw error;
    }
  });
