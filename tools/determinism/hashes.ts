/**
 * Prints the SHA-256 of every pinned run as JSON, the mix made by as many workers as the first argument says. Runs under any
 * Node, which is what it is for.
 */
import { createHash } from 'node:crypto';
import { produce } from '../../cli/simulate/produce.ts';
import { fleetOf } from '../../simulator/fleet.ts';
import { PINNED_MIX, PINNED_RUNS } from '../../simulator/pinned.test-helper.ts';

const workers = Number(process.argv[2]);
const hashes: Record<string, string> = {};
for (const [name, options] of Object.entries(PINNED_RUNS)) {
  const hash = createHash('sha256');
  const stretches = [{ from: 0, to: fleetOf(options).size }];
  for await (const { text } of produce({ options, stretches, withTruth: false }, name === PINNED_MIX ? workers : 1))
    hash.update(text);
  hashes[name] = hash.digest('hex');
}
console.log(JSON.stringify(hashes));
