import type { RecordedFile } from '../../history/lines.ts';
import type { StreamReading, StreamRequest } from './stream-source.ts';

/** Lines of one file that are named; the rest is counted. */
export const MOST_PROBLEMS = 100;

/** Recorded data as streams, and what was made of every file that was used. */
export interface RecordedSource {
  readonly stream: (request: StreamRequest) => StreamReading[];
  used(): readonly RecordedFile[];
}
