/** Judges a history while it is written, in a process of its own. Started by live-judge.ts; ends when it has said what came of it. */
import { constants, setPriority } from 'node:os';
import { keepHeapSmall } from '../judge-part.ts';
import { followFile } from './follow-file.ts';
import { judgeGrowing } from './judge-growing.ts';
import type { AskOfLive, ToldByLive } from './live-task.ts';

const EVERY_MS = 100;

const [path = ''] = process.argv.slice(2);
let over = false;
process.on('message', (ask: AskOfLive) => {
  over ||= ask === 'over';
});
// Whoever wanted to know is gone.
process.on('disconnect', () => process.exit());
// What is measured comes first.
setPriority(constants.priority.PRIORITY_LOW);
keepHeapSmall();
const judged = await judgeGrowing(
  path,
  followFile(path, () => over, EVERY_MS),
);
const told: ToldByLive = { judged, maxRssBytes: process.resourceUsage().maxRSS * 1024 };
process.send?.(told, undefined, undefined, () => process.disconnect());
