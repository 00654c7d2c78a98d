import { join } from 'node:path';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { Catalogue } from '../../../contract/requirements/load.ts';
import { judgeHistory, verdictsText } from '../../judge.ts';
import type { RunVerdicts } from '../../verdict/types.ts';
import { bytesOf, WIRE } from '../bundle-files.ts';
import { CatalogLock, lockDifference } from '../catalog-lock.ts';
import { type HistoryFacts, historyFacts } from '../history-facts.ts';
import { readStrict } from '../strict-json.ts';
import type { Opened } from './opened.ts';

/** Throws InputProblem unless the bundle's catalogue is this one, whole. */
export const checkCatalogue = ({ folder, statement }: Opened, catalogue: Catalogue): void => {
  const file = join(folder, 'catalog.lock');
  const lock = readStrict(bytesOf(folder, 'catalog.lock'), file, CatalogLock);
  const difference = lockDifference(lock, catalogue);
  const { harness, catalogue: claimed } = statement.predicate.vitalproof;
  if (difference === undefined && claimed === catalogue.hash) return;
  throw new InputProblem(
    `its catalogue is not the frozen one: ${difference ?? 'the statement names another'}`,
    { file },
    `catalogue ${catalogue.hash.slice(0, 16)}…, of this harness`,
    { advice: `verify it with the harness that made it: ${harness}` },
  );
};

/** What the oracle says of the history now, which has to be what the bundle says, byte for byte. */
export const rejudged = async (
  { folder, files, statement }: Opened,
  catalogue: Catalogue,
  onBytes?: (bytes: number) => void,
): Promise<{ readonly verdicts: RunVerdicts; readonly facts: HistoryFacts }> => {
  const path = join(folder, 'history.ndjson');
  const verdicts = await judgeHistory(path, catalogue, onBytes);
  const facts = await historyFacts(path);
  if (facts.run.catalogue !== catalogue.hash)
    throw new InputProblem('was made with another catalogue', { file: path, line: 1 }, 'the catalogue of the bundle');
  if (!Buffer.from(verdictsText(verdicts)).equals(bytesOf(folder, 'verdicts.json')))
    throw new InputProblem(
      'these are not the verdicts on this history',
      { file: join(folder, 'verdicts.json') },
      `${verdicts.verdict}, as the oracle judges it`,
      { advice: `made by ${statement.predicate.vitalproof.harness}; another version may judge otherwise` },
    );
  const there = new Set(files.map((f) => f.path));
  const missing = [...facts.wire].find((name) => !there.has(`${WIRE}/${name}`));
  if (missing !== undefined)
    throw new InputProblem(
      'bytes that the history names are missing',
      { file: join(folder, WIRE, missing) },
      'all of them',
    );
  return { verdicts, facts };
};
