import { expect, test } from 'vitest';
import { isSentinelLane } from './sentinel-lane.ts';
import { isJudged } from './surface.ts';

test('a sentinel has a lane of its own, one for each instance', () => {
  expect(['sentinel', 'sentinel/node-2'].map(isSentinelLane)).toEqual([true, true]);
  expect(['sentinels', 'first/sentinel', 'x', ''].map(isSentinelLane)).toEqual([false, false, false, false]);
});

test('the inbox is judged, on every one of its instances', () => {
  expect(['inbox', 'inbox:node-2', 'inbox:a:b'].map(isJudged)).toEqual([true, true, true]);
  expect(['sweep', 'inboxes', 'push:inbox', 'person:rivera'].map(isJudged)).toEqual([false, false, false, false]);
});
