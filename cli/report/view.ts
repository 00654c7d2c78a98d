import { existsSync, readFileSync } from 'node:fs';
import { verdictsText } from '../../conformance/judge.ts';
import { latenciesOf } from '../../conformance/load/latency/latency.ts';
import { latencyTable } from '../../conformance/load/latency/latency-table.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';
import type { RunView } from '../../reports/compare/run-view.ts';
import type { Io } from '../io.ts';
import { judgedWithProgress, runLineAt } from '../judging.ts';
import type { FoundRun } from './found-run.ts';

const remarksOf = ({ folder, isBundle }: FoundRun, judged: string): readonly string[] => {
  const stored = folder.file('verdicts.json');
  const isOtherwise = existsSync(stored) && readFileSync(stored, 'utf8') !== judged;
  return [
    ...(isBundle ? ['A certificate bundle; who signed it was not looked at here: vitalproof verify does that.'] : []),
    ...(isOtherwise
      ? ['Its verdicts.json says otherwise: another version of the harness wrote it. Here this version has judged.']
      : []),
  ];
};

/** A stored run, judged now: runs that are set beside each other have one and the same judge. */
export const viewOf = async (found: FoundRun, catalogue: Catalogue, io: Io, signal: AbortSignal): Promise<RunView> => {
  const history = found.folder.file('history.ndjson');
  const { verdicts, delays, end } = await judgedWithProgress(history, catalogue, io, signal);
  return {
    name: found.name === 'latest' || found.isBundle ? verdicts.run : found.name,
    verdicts,
    run: await runLineAt(history),
    latencies: latencyTable(latenciesOf(delays, end?.lag ?? 0)),
    remarks: remarksOf(found, verdictsText(verdicts)),
  };
};
