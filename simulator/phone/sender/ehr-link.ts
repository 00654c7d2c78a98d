import type { Reading } from '../../../contract/domain/index.ts';
import type { Answered } from './collaborators.ts';

/** The way to the EHR, one reading at a time. */
export interface EhrLink {
  /** Never rejects: no answer is an answer too. */
  send(reading: Reading): Promise<Answered>;
  close(): void;
}
