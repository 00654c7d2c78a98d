import { visible } from '../text/visible.ts';
import { bar } from './bar.ts';
import { duration } from './duration.ts';
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
  /** Lanes that ended with a verdict that is no success: could not be played, not tested, or failed. */
  failed: number;
  /** Operations so far of each lane that is being driven. */
  readonly active: Map<string, number>;
  drain: { readonly from: number; readonly forMs: number } | undefined;
}

/** Lanes shown by name; the others are counted. */
const SHOWN = 6;

/** What happened so far, and what of it was no success. */
export const countsOf = ({ ops, refused, unknown, items, failed }: LiveState): readonly string[] => [
  `${ops} operations`,
  `${refused} refused`,
  `${unknown} without answer`,
  `${items} items`,
  ...(failed === 0 ? [] : [`${failed} lanes not played or failed`]),
];

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
  const counts = `${countsOf(state).join(' · ')} · ${duration(elapsedMs / 1000)}`;
  const shown = [...state.active].slice(0, SHOWN).map(([lane, ops]) => `  ${visible(lane, 120)}  ${ops}`);
  const more = state.active.size - shown.length;
  return [
    truncate(phase, room),
    paint.dim(truncate(counts, room)),
    ...shown.map((l) => paint.dim(truncate(l, room))),
    ...(more > 0 ? [paint.dim(truncate(`  and ${more} more lanes`, room))] : []),
  ];
}
