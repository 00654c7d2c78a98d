import type { Tracker } from '../../contract/domain/tracker.ts';

/** A patient's choice about the tracker of one order, by the order's key. */
export interface ChosenTracker extends Omit<Tracker, 'state'> {
  readonly state: 'picked' | 'disconnected';
}
