import type { Measure } from '../../contract/domain/index.ts';

/** Everything that is drawn for one patient and one measure of one lane. Places in time are epoch milliseconds. */
export interface Series {
  readonly lane: string;
  /** `system|value` of the patient, and the name given to the patient where the history has one. */
  readonly patient: string;
  readonly patientName: string | undefined;
  readonly measure: Measure;
  /** Unit of the y axis: that of the latest order, else of the first reading. */
  readonly unit: string;
  /** Offset of the first reading, minutes: the clock on the wall of this patient. */
  readonly offsetMin: number;
  readonly points: readonly Point[];
  /** What the device showed, where the harness knows it: it was the device (role sender). */
  readonly truth: readonly { readonly ms: number; readonly y: number }[];
  readonly alerts: readonly Alert[];
  readonly versions: readonly LimitVersion[];
  readonly shades: readonly Shade[];
}

/** `filed`: accepted. `refused`: answered no. `unknown`: no usable answer came. */
export type PointState = 'filed' | 'refused' | 'unknown';

/** A reading that was sent. */
export interface Point {
  /** `system|value` of the reading. */
  readonly reading: string;
  readonly ms: number;
  readonly state: PointState;
  /** Where it lies on the y axis; HI, LO and failed measurements lie nowhere. */
  readonly y: number | undefined;
  readonly mark: 'value' | 'HI' | 'LO' | 'none';
  /** For people: value as sent, refusal code. */
  readonly text: string;
}

/** An In Basket item, at the reading it names. */
export interface Alert {
  readonly item: string;
  readonly kind: 'critical' | 'abnormal' | 'change' | 'other';
  readonly direction: 'up' | 'down' | 'none';
  readonly ms: number;
  readonly y: number | undefined;
  /** That of its reading: without a place on the y axis the item lies where its reading is drawn. */
  readonly mark: Point['mark'];
  readonly withdrawn: boolean;
  /** Where the reading lies from which the change was counted. */
  readonly baseline: { readonly ms: number; readonly y: number } | undefined;
  readonly text: string;
}

/** The limits of one order that hold in [from, to). */
export interface LimitVersion {
  readonly order: string;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly LimitLine[];
  /** Change rules in words; they have no line of their own. */
  readonly change: readonly string[];
}

export interface LimitLine {
  readonly tier: 'reference' | 'critical';
  readonly side: 'low' | 'high';
  readonly y: number;
  /** As ordered: `180`. */
  readonly text: string;
}

/** A time in which readings are not admitted. */
export interface Shade {
  readonly kind: 'no-permission' | 'on-hold';
  readonly from: number;
  readonly to: number;
}
