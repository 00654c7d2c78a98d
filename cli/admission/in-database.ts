import { InputProblem } from '../../contract/input-problem.ts';
import type { Outcome } from '../../contract/refusal.ts';
import { createPipeline, type PipelineOptions } from '../../reference-impl/app.ts';
import type { Caller, Pipeline } from '../../reference-impl/pipeline.ts';
import { isDatabaseThere } from '../../reference-impl/store/open-database.ts';
import type { Operator } from './operator.ts';

const OPERATOR: Caller = { role: 'ehr', client: 'vitalproof-admit' };

/** Opens a database for an operator: a file that no process serves, or one on PostgreSQL. InputProblem where it cannot be used. */
export const openDatabase = (database: string, also: Pick<PipelineOptions, 'notesAlerts'> = {}): Pipeline => {
  if (!isDatabaseThere(database))
    throw new InputProblem(
      'there is no database',
      { file: database },
      'a database that vitalproof serve has made, or --fhir BASE of a reference that runs',
    );
  // Whether another system is told of what falls due is known to whoever serves the database, and not here.
  return createPipeline({ databasePath: database, leavesDue: true, ...also });
};

/** The operator of a database, as {@link openDatabase} opens it. */
export const inDatabase = (database: string): Operator => {
  const pipeline = openDatabase(database);
  const must = <T>(outcome: Outcome<T>): T => {
    if (outcome.ok) return outcome.value;
    const { code, detail } = outcome.refusal;
    throw new InputProblem(
      `refused: ${code}${detail === undefined ? '' : `, ${detail}`}`,
      { file: database },
      'an admission that the database takes',
    );
  };
  return {
    list: async () => must(pipeline.sources.list(OPERATOR)).map(({ body }) => body),
    set: async ({ source, status }) => void must(await pipeline.sources.set(OPERATOR, source, status)),
    close: () => pipeline.close(),
  };
};
