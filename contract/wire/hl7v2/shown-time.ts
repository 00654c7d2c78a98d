import type { OffsetDateTime } from '../../domain/time.ts';
import { encodeTime } from './time.ts';

/** A time in something that is shown and not judged: what is finer than HL7 v2 knows is cut off. */
export const shownTime = (at: OffsetDateTime): string => encodeTime(at.replace(/(\.\d{4})\d+/, '$1'));
