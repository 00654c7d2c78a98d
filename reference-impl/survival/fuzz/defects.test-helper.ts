import type { Collaborators } from '../../collaborators.ts';
import { checkContent } from '../../readings/check-content.ts';
import { SECRETS } from './case.test-helper.ts';

/** Every so many readings it happens. */
const EVERY = 25;
const BLOCK_MS = 1500;
const hoard: Buffer[] = [];

/** Keeps the processor busy, for so much of its time. */
const wait = (ms: number): void => {
  const begun = process.cpuUsage();
  for (let used = 0; used < ms * 1000;) {
    const { user, system } = process.cpuUsage(begun);
    used = user + system;
  }
};

/** What can be wrong with a pipeline, for the checks to find. */
const DEFECTS = {
  leaks: () => ({ code: 'bad-value', at: 'Observation.valueQuantity', detail: `not ${SECRETS.family}` }) as const,
  fails: () => {
    throw new Error('a defect on purpose');
  },
  'gives no place': () => ({ code: 'bad-value' }) as const,
  hangs: () => wait(Number.POSITIVE_INFINITY),
  blocks: () => wait(BLOCK_MS),
  dies: () => process.exit(3),
  // Some fifteen readings come as far as this after the first fifth: several times the bound, wherever the collector stands.
  grows: () => void hoard.push(Buffer.alloc(4_000_000, 1)),
} satisfies Readonly<Record<string, () => ReturnType<typeof checkContent> | void>>;

export type Defect = keyof typeof DEFECTS;
export const DEFECT_NAMES = Object.keys(DEFECTS) as readonly Defect[];

/** The collaborators of a pipeline that has this defect, or none. */
export const defectOf = (name: string): Partial<Collaborators> => {
  const defect = Object.entries(DEFECTS).find(([known]) => known === name)?.[1];
  let seen = 0;
  if (defect === undefined) return {};
  return {
    checkContent: (reading) => {
      seen += 1;
      // Once is enough for what takes time.
      const isTime = name === 'blocks' ? seen === EVERY : seen % EVERY === 0;
      const outcome = isTime ? defect() : undefined;
      return outcome ?? checkContent(reading);
    },
  };
};
