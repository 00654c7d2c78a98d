import type { Verdict } from '../../conformance/verdict/types.ts';
import { WORDING } from '../model/wording.ts';
import { visible } from '../text/visible.ts';
import { duration } from './duration.ts';
import { createLive, type ProgressPort } from './live.ts';
import { countsOf, liveBlock, type LiveState } from './live-block.ts';
import type { Paint } from './paint.ts';
import { truncate } from './width.ts';

/** A live reporter of one run. It never throws away a line: what scrolls past is final, what is redrawn is not. */
export interface Progress {
  readonly runStarted: (run: { sut: string; seed: number; lanes: number }) => void;
  readonly laneStarted: (lane: string) => void;
  /** One operation of a lane was answered. */
  readonly op: (lane: string, outcome: 'ok' | 'refused' | 'unknown') => void;
  /** An In Basket item came into sight. */
  readonly item: () => void;
  /** Without `verdict` the lane has been driven but not judged yet: never green. */
  readonly laneEnded: (lane: string, result?: { verdict?: Verdict; reason?: string }) => void;
  readonly note: (text: string) => void;
  /** The common wait at the end in which nothing more may appear. */
  readonly drain: (forMs: number) => void;
  /** Draws again if it is time; call it from a timer where nothing else happens. */
  readonly tick: () => void;
  /** Takes the live block away. Call it once, before the verdict table. */
  readonly finish: () => void;
}

const MAX_ACTIVE = 100_000;

function laneLine(lane: string, ops: number, result: { verdict?: Verdict; reason?: string }, paint: Paint): string {
  const { verdict } = result;
  const head =
    verdict === undefined
      ? paint.dim('· driven')
      : paint.tone(WORDING[verdict].tone, `${WORDING[verdict].glyph} ${verdict}`);
  const reason = result.reason === undefined ? '' : `: ${visible(result.reason)}`;
  return `${head}  ${visible(lane, 120)}  ${ops} operations${reason}`;
}

/** Lanes that were never begun, by their reason: one of each is told at once, and of the others how many they were. */
function untold() {
  const more = new Map<string, number>();
  return {
    /** Whether another one of this reason was told of already. */
    isKnown: (why: string): boolean => {
      const count = more.get(why);
      more.set(why, (count ?? -1) + 1);
      return count !== undefined;
    },
    /** What was kept back since it was asked last. */
    take: (): readonly string[] => {
      const lines = [...more].filter(([, n]) => n > 0).map(([why, n]) => `  and ${n} more: ${why}`);
      for (const why of more.keys()) more.set(why, 0);
      return lines;
    },
  };
}

/** Verdicts of a lane after which nobody has to look at it. */
const HARMLESS: ReadonlySet<Verdict> = new Set<Verdict>(['PASS', 'WARN', 'NOT_APPLICABLE', 'NOT_RUN']);

/** A reporter over a port. On a terminal it redraws a compact block in place; elsewhere it writes plain lines. */
export function createProgress(port: ProgressPort): Progress {
  const state: LiveState = {
    lanes: 0,
    done: 0,
    ops: 0,
    refused: 0,
    unknown: 0,
    items: 0,
    failed: 0,
    active: new Map(),
    drain: undefined,
  };
  const { line, tick, draw, finish, redraws, paint } = createLive(port, {
    block: (elapsedMs, width, painted) => liveBlock(state, elapsedMs, width, port.now(), painted),
    beat: (elapsedMs) =>
      [`${state.done}/${state.lanes} lanes`, ...countsOf(state), duration(elapsedMs / 1000)].join(', '),
  });
  const skipped = untold();
  const tellSkipped = (): void => {
    for (const text of skipped.take()) line(paint.dim(text));
  };
  return {
    runStarted: ({ sut, seed, lanes }) => {
      state.lanes = lanes;
      line(truncate(`${visible(sut)} · seed ${seed} · ${lanes} ${lanes === 1 ? 'lane' : 'lanes'}`, 500));
    },
    laneStarted: (lane) => {
      tellSkipped();
      if (state.active.size < MAX_ACTIVE) state.active.set(lane, 0);
      tick();
    },
    op: (lane, outcome) => {
      state.ops += 1;
      if (outcome !== 'ok') state[outcome] += 1;
      const ops = state.active.get(lane);
      if (ops !== undefined) state.active.set(lane, ops + 1);
      tick();
    },
    item: () => {
      state.items += 1;
      tick();
    },
    laneEnded: (lane, result = {}) => {
      const begun = state.active.get(lane);
      state.active.delete(lane);
      state.done += 1;
      if (result.verdict !== undefined && !HARMLESS.has(result.verdict)) state.failed += 1;
      const { verdict, reason } = result;
      if (begun === undefined && verdict !== undefined && reason !== undefined)
        if (skipped.isKnown(`${verdict}, ${visible(reason)}`)) return;
      line(laneLine(lane, begun ?? 0, result, paint));
    },
    note: (text) => line(paint.dim(`note: ${visible(text, 1000)}`)),
    drain: (forMs) => {
      tellSkipped();
      state.drain = { from: port.now(), forMs };
      if (redraws) draw();
      else line(`waiting ${(forMs / 1000).toFixed(1)} s for items that must not come`);
    },
    tick,
    finish: () => {
      tellSkipped();
      finish();
    },
  };
}
