import { UNWRITABLE } from '../unwritable.ts';
import { refuseHere } from './attempt.ts';
import { unescapeValue } from './escape.ts';
import type { Message } from './message.ts';
import type { Segment } from './segment.ts';

const refuseIn = (segment: Segment): void => {
  // One look at all of it: without an escape sequence nothing is there but what is seen.
  if (!segment.hasEscapes && !segment.matches(UNWRITABLE)) return;
  for (let field = 1; field <= segment.fields; field += 1) {
    const raw = segment.raw(field);
    if (raw === '') continue;
    // Only an escape sequence, or the character itself, can bring one.
    const text = raw.includes(segment.delimiters.escape) ? unescapeValue(raw, segment.delimiters) : raw;
    if (UNWRITABLE.test(text)) refuseHere('bad-value', segment.place(field), 'a control character');
  }
};

/** Segments that something is read of. Others are ignored, whatever is in them. */
const READ: ReadonlySet<string> = new Set(['PID', 'ORC', 'OBR', 'OBX', 'TQ1']);

/** Refuses control characters in the segments that are read, as they stand or as `\Xhh\`: `bad-value`, at the field. Line ends and tabs are text. */
export const refuseControls = (message: Message): void => {
  for (const segment of message.segments) if (READ.has(segment.name)) refuseIn(segment);
};
