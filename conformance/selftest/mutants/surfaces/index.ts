import type { Mutant } from '../../mutant.ts';
import { aMatchIsAnsweredAsNew } from './a-match-is-answered-as-new.ts';
import { severalMatchesPassedOver } from './several-matches-passed-over.ts';
import { acceptedAndNotKept } from './accepted-and-not-kept.ts';
import { ackNamesAnother } from './ack-names-another.ts';
import { ackTwice } from './ack-twice.ts';
import { anyBytesTaken } from './any-bytes-taken.ts';
import { clearTextFromOutside } from './clear-text-from-outside.ts';
import { codingInPlaceOfAConcept } from './coding-in-place-of-a-concept.ts';
import { errorForUnsupported } from './error-for-unsupported.ts';
import { everyThirdEventLost } from './every-third-event-lost.ts';
import { interactionNotListed } from './interaction-not-listed.ts';
import { loginsCanBeReplayed } from './logins-can-be-replayed.ts';
import { longMessagesUnanswered } from './long-messages-unanswered.ts';
import { missedEventsAreGone } from './missed-events-are-gone.ts';
import { modeNotLookedAt } from './mode-not-looked-at.ts';
import { noHandshake } from './no-handshake.ts';
import { observationsWithoutAStatus } from './observations-without-a-status.ts';
import { ownCodesForGender } from './own-codes-for-gender.ts';
import { refusalAcknowledged } from './refusal-acknowledged.ts';
import { marksAreLost } from './marks-are-lost.ts';
import { productionIsTaken } from './production-is-taken.ts';
import { refusalHalfExplained } from './refusal-half-explained.ts';
import { refusalInAnotherShape } from './refusal-in-another-shape.ts';
import { refusalWithoutAck } from './refusal-without-ack.ts';
import { refusalWithoutReason } from './refusal-without-reason.ts';
import { rejectedForAnError } from './rejected-for-an-error.ts';
import { repeatAnsweredOtherwise } from './repeat-answered-otherwise.ts';
import { spellingByTheBook } from './spelling-by-the-book.ts';
import { statementOfAnotherRelease } from './statement-of-another-release.ts';
import { subscribersHearOfEverything } from './subscribers-hear-of-everything.ts';
import { unsupportedAccepted } from './unsupported-accepted.ts';
import { usualDelimitersOnly } from './usual-delimiters-only.ts';
import { usualEscapeOnly } from './usual-escape-only.ts';
import { usualRepetitionOnly } from './usual-repetition-only.ts';

/** Defects of surfaces. */
export const surfacesMutants: readonly Mutant[] = [
  productionIsTaken,
  marksAreLost,
  aMatchIsAnsweredAsNew,
  severalMatchesPassedOver,
  acceptedAndNotKept,
  ackNamesAnother,
  ackTwice,
  anyBytesTaken,
  clearTextFromOutside,
  codingInPlaceOfAConcept,
  errorForUnsupported,
  everyThirdEventLost,
  interactionNotListed,
  loginsCanBeReplayed,
  longMessagesUnanswered,
  missedEventsAreGone,
  modeNotLookedAt,
  noHandshake,
  observationsWithoutAStatus,
  ownCodesForGender,
  refusalAcknowledged,
  refusalHalfExplained,
  refusalInAnotherShape,
  refusalWithoutAck,
  refusalWithoutReason,
  rejectedForAnError,
  repeatAnsweredOtherwise,
  spellingByTheBook,
  statementOfAnotherRelease,
  subscribersHearOfEverything,
  unsupportedAccepted,
  usualDelimitersOnly,
  usualEscapeOnly,
  usualRepetitionOnly,
];
