import type {
  Coverage,
  Device,
  Identifier,
  Order,
  Permission,
  Reading,
  Source,
  Tracker,
  TrackerState,
} from '../domain/index.ts';
import type { ExpectedItem } from './expected-item.ts';

/** What is wrong with a reading on the wire; the domain cannot express it. The history's own words. */
export type CaseDefect =
  | { readonly kind: 'time-without-offset' }
  | { readonly kind: 'unknown-unit'; readonly unit: string }
  | { readonly kind: 'bad-number'; readonly text: string }
  | { readonly kind: 'sender-of'; readonly patient: Identifier };

/** Readings that go together; entries of one bundle follow each other in the case and share their instant. */
export interface CaseBundle {
  readonly id: string;
  readonly kind: 'message' | 'transaction' | 'batch';
}

interface OfPatient {
  readonly patient: Identifier;
}

/** What an act does; `op` and its payload are those of the history (docs/history.md), but for `clock.pass`. */
export type CaseDeed =
  | (OfPatient & { readonly op: 'order.submit' | 'order.change'; readonly order: Order })
  | (OfPatient & { readonly op: 'permission.set'; readonly permission: Permission })
  | (OfPatient & {
      readonly op: 'reading.submit';
      readonly reading: Reading;
      readonly defect?: CaseDefect;
      readonly bundle?: CaseBundle;
      readonly source?: Identifier;
    })
  | (OfPatient & { readonly op: 'device.register'; readonly device: Device })
  | (OfPatient & {
      readonly op: 'tracker.set';
      readonly tracker: {
        readonly order: Identifier;
        readonly state: Extract<TrackerState, 'picked' | 'disconnected'>;
      };
    })
  /** `trackers`: what the portal has to show. */
  | (OfPatient & { readonly op: 'tracker.list'; readonly trackers: readonly Tracker[] })
  | { readonly op: 'coverage.set'; readonly coverage: Coverage }
  | { readonly op: 'source.set'; readonly source: Source; readonly status: 'admitted' | 'withdrawn' }
  | (OfPatient & {
      readonly op: 'item.act';
      readonly item: ExpectedItem;
      readonly act: 'seen' | 'done';
      readonly person: Identifier;
    })
  /** Nothing is done; time passes, and what falls due happens. */
  | { readonly op: 'clock.pass' };
