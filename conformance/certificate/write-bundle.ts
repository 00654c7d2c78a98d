import type { KeyObject } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../contract/requirements/load.ts';
import { verdictsText } from '../judge.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import { attemptsOf } from './attempts/attempts.ts';
import { type Entry, lineOf } from './attempts/entry.ts';
import { ENVELOPE, filesOf, MANIFEST, WIRE } from './bundle-files.ts';
import { canonical } from './canonical.ts';
import { catalogLock } from './catalog-lock.ts';
import { type Given, statementOf } from './claims.ts';
import { conclude, type Conclusion } from './conclude.ts';
import { coverageOf } from './coverage.ts';
import { sealed } from './dsse.ts';
import type { Environment, Selftest } from './environment.ts';
import { type HistoryFacts, historyFacts } from './history-facts.ts';
import { manifestOf } from './manifest.ts';
import { holdingAt } from './waivers.ts';

/** All that a bundle is made of. */
export interface BundleParts {
  readonly given: Given;
  readonly verdicts: RunVerdicts;
  readonly catalogue: Catalogue;
  /** The folder of the run: its history and its wire bytes are copied. */
  readonly runDir: string;
  readonly config: unknown;
  readonly environment: Omit<Environment, 'lagNs' | 'lagP999Ns'>;
  readonly selftest: Selftest;
  /** Up to and with the end of this attempt. */
  readonly log: readonly Entry[];
}

/** What a run comes to, from the parts of its bundle. */
export const conclusionOf = ({
  given,
  facts: { run, end },
  verdicts,
  catalogue,
  log,
}: Pick<BundleParts, 'given' | 'verdicts' | 'catalogue' | 'log'> & {
  readonly facts: Pick<HistoryFacts, 'run' | 'end'>;
}): Conclusion =>
  conclude({
    verdicts,
    catalogue,
    run,
    end,
    evidence: given.evidence,
    earlier: attemptsOf(log).filter((a) => a.number < given.attempt),
    waivers: holdingAt(given.waivers, Date.parse(given.issued)),
  });

/**
 * Writes a bundle into `folder`, which must not exist, and signs it: a failed or void run as well as a passed one, and
 * the statement says which. Without wire bytes of a run that kept none, `wire/` is empty.
 */
export const writeBundle = async (folder: string, parts: BundleParts, key: KeyObject): Promise<Conclusion> => {
  const { given, verdicts, catalogue, runDir, log } = parts;
  const history = join(runDir, 'history.ndjson');
  const facts = await historyFacts(history);
  const { run, end, wire } = facts;
  const conclusion = conclusionOf({ ...parts, facts });
  mkdirSync(join(folder, '..'), { recursive: true });
  mkdirSync(folder, { mode: 0o700 });
  mkdirSync(join(folder, WIRE));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, { flag: 'wx' });
  copyFileSync(history, join(folder, 'history.ndjson'));
  for (const name of wire) {
    const from = join(runDir, WIRE, name);
    if (existsSync(from)) copyFileSync(from, join(folder, WIRE, name));
  }
  const [lock, config] = [canonical(catalogLock(catalogue)), canonical(parts.config)];
  const environment: Environment = {
    ...parts.environment,
    lagNs: end?.lag ?? null,
    lagP999Ns: end?.lagP999 ?? null,
  };
  write('verdicts.json', verdictsText(verdicts));
  write('catalog.lock', lock);
  write('config.json', config);
  write('env.json', canonical(environment));
  write('selftest.json', canonical(parts.selftest));
  write('coverage.json', canonical(coverageOf(verdicts, conclusion, run)));
  write('attempts.ndjson', log.map((entry) => `${lineOf(entry)}\n`).join(''));
  // Named before it is filled, so that the list of files is made by what verify makes it with.
  write(MANIFEST, '');
  write(ENVELOPE, '');
  const manifest = await manifestOf(folder, filesOf(folder));
  writeFileSync(join(folder, MANIFEST), manifest);
  const statement = statementOf(given, facts, verdicts, conclusion, log, { manifest, lock, config });
  writeFileSync(join(folder, ENVELOPE), sealed(Buffer.from(canonical(statement)), key));
  return conclusion;
};
