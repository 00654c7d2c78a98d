/** What was answered to one message. */
export interface Answered {
  /** Of the message's bytes. */
  readonly digest: string;
  /** The answer as it was sent. */
  readonly text: string;
  /** Of a message that was refused, what was said of it: it is judged anew when it comes again. Absent: it was taken. */
  readonly refused?: string;
}

/**
 * A message with this id was answered before, which was not so when this one was begun: another process that shares the
 * database has done it. Thrown inside the transaction, so that nothing is done twice.
 */
export class AnsweredBefore extends Error {
  override readonly name = 'AnsweredBefore';
  readonly standing: Answered;

  constructor(standing: Answered) {
    super('a message with this id has been answered');
    this.standing = standing;
  }
}

/** Only a refused message is judged anew, when the very same comes again. */
export const mayStillBeAnswered = (standing: Answered, digest: string): boolean =>
  standing.digest === digest && standing.refused !== undefined;

/**
 * Whether an answer is to be kept beside what stands under its key: there is nothing, or a refusal of the very same
 * message that is judged otherwise now. Throws AnsweredBefore where it must not come about at all.
 */
export const isToBeKept = (standing: Answered | undefined, next: Answered): boolean => {
  if (standing === undefined) return true;
  if (!mayStillBeAnswered(standing, next.digest)) throw new AnsweredBefore(standing);
  return standing.refused !== next.refused;
};
