import { visible } from '../text/visible.ts';
import type { Paint } from './paint.ts';
import { truncate } from './width.ts';

/** What the live block shows. */
export interface LiveState {
  lanes: number;
  done: number;
  ops: number;
  refused: number;
  unknown: number;
  items: number;
  /** Operations so far of each lane that is being driven. */
  readonly active: Map<string, number>;
  drain: { readonly from: number; readonly forMs: number } | undefined;
}

/** Lanes shown by name; the others are counted. */
const SHOWN = 6;
const BAR = 24;

function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return `${'━'.repeat(full)}${'─'.repeat(BAR - full)}`;
}

/** The lines of the block, each cut to the width of the terminal so that it never wraps. */
export function liveBlock(
  state: LiveState,
  elapsedMs: number,
  width: number,
  nowMs: number,
  paint: Paint,
): readonly string[] {
  const room = width - 1;
  const { drain } = state;
  const phase =
    drain === undefined
      ? `${bar(state.lanes === 0 ? 0 : state.done / state.lanes)} ${state.done}/${state.lanes} lanes`
      : `${bar((nowMs - drain.from) / Math.max(1, drain.forMs))} waiting for items that must not come`;
  const counts = `${state.ops} operations · ${state.refused} refused · ${state.unknown} without answer · ${state.items} items · ${(elapsedMs / 1000).toFixed(1)} s`;
  const shown = [...state.active].slice(0, SHOWN).map(([lane, ops]) => `  ${visible(lane, 120)}  ${ops}`);
  const more = state.active.size - shown.length;
  return [
    truncate(phase, room),
    paint.dim(truncate(counts, room)),
    ...shown.map((l) => paint.dim(truncate(l, room))),
    ...(more > 0 ? [paint.dim(truncate(`  and ${more} more lanes`, room))] : []),
  ];
}
