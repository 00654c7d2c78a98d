import { PacketProblem } from './problem.ts';

/** The reason and the place of the problem that an act ends with: `truncated glucose measurement.status`, or `nothing`. */
export function problemIn(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof PacketProblem) return `${error.reason} ${error.place.path ?? ''}`;
    throw error;
  }
  return 'nothing';
}
