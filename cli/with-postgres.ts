import type { DatabaseServer } from '../conformance/chaos/deeds.ts';
import { EXIT, InputProblem } from '../contract/input-problem.ts';
import { noPostgres, startCluster } from '../reference-impl/store/postgres/cluster.ts';

/** Processes of the reference that share a database where `--postgres` says nothing more. */
export const INSTANCES = 2;

/** `--postgres`, of commands that start the reference. */
export const POSTGRES = {
  postgres: { help: `the reference as ${INSTANCES} processes that share one database on PostgreSQL` },
} as const;

/** Throws InputProblem (exit 69) where no PostgreSQL server is installed. */
export const checkPostgres = (): void => {
  if (noPostgres === undefined) return;
  throw new InputProblem(
    'no PostgreSQL server is installed',
    {},
    'initdb and postgres, on the PATH or below /usr/lib/postgresql',
    {
      exitCode: EXIT.unreachable,
      advice: 'apt-get install postgresql, or leave out --postgres',
    },
  );
};

/** A PostgreSQL server on loopback for the length of `use`, and a database on it. Throws as `checkPostgres`. */
export const withPostgres = async <T>(
  use: (database: { readonly url: string; readonly server: DatabaseServer }) => Promise<T>,
): Promise<T> => {
  checkPostgres();
  const cluster = await startCluster();
  try {
    return await use({ url: cluster.of('vitalproof'), server: cluster });
  } finally {
    await cluster.remove();
  }
};
