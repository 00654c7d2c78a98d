/** Stands in for `vitest` while test files are read by the mutation runner. */
import { Collector } from './collect.ts';

export const collector = new Collector();
export const { describe, test, beforeEach, afterEach } = collector;
export { expect, vi } from 'vitest';
