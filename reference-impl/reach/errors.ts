import { type Answered, AnsweredBefore } from '../answered/answered.ts';
import { StoreUnavailable, type Trouble } from '../store/unavailable.ts';

/** An error as it goes from one thread to another. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  /** Of StoreUnavailable. */
  readonly trouble?: Trouble;
  /** Of AnsweredBefore. */
  readonly standing?: Answered;
}

export const sendableError = (error: unknown): SentError => {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  if (error instanceof StoreUnavailable) return { name, message, stack, trouble: error.trouble };
  if (error instanceof AnsweredBefore) return { name, message, stack, standing: error.standing };
  return { name, message, stack };
};

/** The error again, of its class where somebody tells it from others. */
export const receivedError = ({ name, message, stack, trouble, standing }: SentError): Error => {
  const plain = (): Error => Object.defineProperty(new Error(message), 'name', { value: name });
  const error =
    trouble !== undefined
      ? new StoreUnavailable(trouble)
      : standing !== undefined
        ? new AnsweredBefore(standing)
        : plain();
  if (stack !== undefined) error.stack = stack;
  return error;
};
