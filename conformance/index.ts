import { loadCatalogue } from '../contract/requirements/load.ts';
import { judgeHistory } from './judge.ts';
import { canonicalJson } from './verdict/canonical-json.ts';
import type { RunVerdicts } from './verdict/types.ts';

/**
 * What a program of somebody else's may import as `vitalproof/judge`: the oracle over a stored history. Everything else in
 * this folder may change without notice.
 */
export type { RunVerdicts } from './verdict/types.ts';

/**
 * Judges the history in a file (docs/history.md) by the catalogue of this version, as `vitalproof judge` does: the same file
 * gives the same verdicts, always. `verdictsText` makes the bytes of verdicts.json of them. Throws an InputProblem, a
 * person's words in its message, where the file is no history.
 */
export const judge = (path: string): Promise<RunVerdicts> => judgeHistory(path, loadCatalogue());

/** The bytes of verdicts.json: canonical JSON, the same every time. */
export const verdictsText = (verdicts: RunVerdicts): string => canonicalJson(verdicts);
