import { join } from 'node:path';
import { brokenByLane } from '../../conformance/judge.ts';
import type { PlayLanes } from '../../conformance/properties/played.ts';
import { runLanes } from '../../conformance/runner/run.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';
import type { RunFolder } from '../run-folder.ts';
import type { Sut } from '../with-sut.ts';

/** Plays lanes into a folder inside that of a run, without saying anything. Lanes after each other have people of their own. */
export const playSilently =
  (folder: RunFolder, { profile, secrets, process: port }: Sut, seed: number, catalogue: Catalogue): PlayLanes =>
  async (lanes, name) => {
    const runDir = join(folder.path, 'counterexamples', name);
    const { historyPath } = await runLanes({
      profile,
      secrets,
      ...(port === undefined ? {} : { process: port }),
      lanes,
      seed,
      runDir,
      selected: [],
      catalogue: catalogue.hash,
    });
    return await brokenByLane(historyPath);
  };
