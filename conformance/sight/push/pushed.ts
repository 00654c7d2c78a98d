import type { Mono } from '../../history/lines.ts';
import type { NotifiedEvent } from './notification.ts';

/** An event as it was pushed: it was in sight by `received`, when its last byte had come. */
export interface PushedEvent extends NotifiedEvent {
  readonly received: Mono;
}

/** A message as it came. */
export interface PushedMessage {
  readonly received: Mono;
  /** `unreadable`: it is no notification. */
  readonly type: string;
  readonly total?: number;
  readonly events: readonly PushedEvent[];
}
