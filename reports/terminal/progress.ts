import type { Verdict } from '../../conformance/verdict/types.ts';
import { WORDING } from '../model/wording.ts';
import { visible } from '../text/visible.ts';
import { paintOf, wantsColour, wantsRedraw, type Paint, type TerminalEnv } from './paint.ts';
import { liveBlock, type LiveState } from './live-block.ts';
import { truncate } from './width.ts';

/** Where progress goes, and what it needs to know of the world. */
export interface ProgressPort {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Columns of the terminal now; asked at each drawing. */
  readonly columns: () => number;
  /** Monotonic milliseconds since any fixed instant. */
  readonly now: () => number;
  readonly env: TerminalEnv;
}

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

/** Redrawn at most so often; a terminal that scrolls over ssh should not be flooded. */
const REDRAW_MS = 80;
/** Without a terminal: a sign of life at most so often. */
const HEARTBEAT_MS = 10_000;
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

/** A reporter over a port. On a terminal it redraws a compact block in place; elsewhere it writes plain lines. */
export function createProgress(port: ProgressPort): Progress {
  const redraw = wantsRedraw(port.env, port.isTTY);
  const paint = paintOf(wantsColour(port.env, port.isTTY));
  const state: LiveState = {
    lanes: 0,
    done: 0,
    ops: 0,
    refused: 0,
    unknown: 0,
    items: 0,
    active: new Map(),
    drain: undefined,
  };
  const started = port.now();
  let drawnLines = 0;
  let drawnAt = -Infinity;
  let beatAt = started;
  let finished = false;

  const erase = (): void => {
    if (drawnLines > 0) port.write(`\u001b[${drawnLines}A\r\u001b[J`);
    drawnLines = 0;
  };
  const draw = (): void => {
    if (!redraw || finished) return;
    const block = liveBlock(state, port.now() - started, Math.max(20, port.columns()), port.now(), paint);
    erase();
    port.write(`${block.join('\n')}\n`);
    drawnLines = block.length;
    drawnAt = port.now();
  };
  const tick = (): void => {
    const now = port.now();
    if (redraw) {
      if (now - drawnAt >= REDRAW_MS) draw();
    } else if (now - beatAt >= HEARTBEAT_MS && !finished) {
      beatAt = now;
      port.write(`  ${state.done}/${state.lanes} lanes, ${state.ops} operations, ${state.items} items\n`);
    }
  };
  const line = (text: string): void => {
    erase();
    port.write(`${text}\n`);
    beatAt = port.now();
    draw();
  };

  return {
    runStarted: ({ sut, seed, lanes }) => {
      state.lanes = lanes;
      line(truncate(`${visible(sut)} · seed ${seed} · ${lanes} ${lanes === 1 ? 'lane' : 'lanes'}`, 500));
    },
    laneStarted: (lane) => {
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
      const ops = state.active.get(lane) ?? 0;
      state.active.delete(lane);
      state.done += 1;
      line(laneLine(lane, ops, result, paint));
    },
    note: (text) => line(paint.dim(`note: ${visible(text, 1000)}`)),
    drain: (forMs) => {
      state.drain = { from: port.now(), forMs };
      if (redraw) draw();
      else line(`waiting ${(forMs / 1000).toFixed(1)} s for items that must not come`);
    },
    tick,
    finish: () => {
      erase();
      finished = true;
    },
  };
}
