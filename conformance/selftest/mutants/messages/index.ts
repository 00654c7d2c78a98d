import type { Mutant } from '../../mutant.ts';
import { messageLost } from './message-lost.ts';
import { messageToEverybody } from './message-to-everybody.ts';
import { messageWithoutItem } from './message-without-item.ts';
import { noticeNamesTheMeasure } from './notice-names-the-measure.ts';
import { noticeQuotesTheReply } from './notice-quotes-the-reply.ts';
import { textCut } from './text-cut.ts';
import { textEscaped } from './text-escaped.ts';
import { textInAscii } from './text-in-ascii.ts';
import { textOnOneLine } from './text-on-one-line.ts';

/** Defects of messages. */
export const messagesMutants: readonly Mutant[] = [
  messageLost,
  messageToEverybody,
  messageWithoutItem,
  noticeNamesTheMeasure,
  noticeQuotesTheReply,
  textCut,
  textEscaped,
  textInAscii,
  textOnOneLine,
];
