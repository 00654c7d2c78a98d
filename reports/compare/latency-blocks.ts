import { plain, said, toned, type Block, type Cell } from '../document/document.ts';
import { quantileText } from '../model/latency-rows.ts';
import type { Comparison } from './compare-runs.ts';
import type { Moved } from './latency-changes.ts';

/** Faster is not green: it is no verdict. */
const MOVED: Readonly<Record<Moved, Cell>> = {
  slower: toned('near', 'slower'),
  faster: plain('faster'),
  'not told apart': plain('not told apart'),
  'not told': toned('open', 'not told'),
};

/** Delays of both runs as intervals, and whether they moved. */
export const latencyBlocks = ({ before, now, latencies, neverSeen }: Comparison): readonly Block[] => {
  if (before.verdicts.isVoid || now.verdicts.isVoid)
    return [said('Not compared: the delays of a run that is void prove nothing.')];
  const unseen =
    neverSeen.before + neverSeen.now === 0
      ? []
      : [
          said(
            toned(
              'open',
              `Items that had to come and were never seen: ${neverSeen.before} before, ${neverSeen.now} now. They count as infinitely late.`,
            ),
          ),
        ];
  if (latencies.length === 0)
    return [...unseen, said('No quantile can be told of the same kind of items in both runs: too few samples.')];
  return [
    ...unseen,
    said(
      'Slower or faster is said only where the two intervals have nothing in common. Of two machines, or of one that was busy, milliseconds say little.',
    ),
    {
      kind: 'table',
      caption: 'From the intended send of a reading to its item in sight, as intervals at 95 % confidence',
      head: ['Items', 'Quantile', 'Before', 'Now', 'Moved'],
      rows: latencies.map((l) => [
        plain(l.name),
        plain(l.quantile),
        plain(quantileText(l.before, l.samplesBefore)),
        plain(quantileText(l.now, l.samplesNow)),
        MOVED[l.moved],
      ]),
    },
  ];
};
