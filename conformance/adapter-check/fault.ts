/**
 * What an adapter got wrong. `answer`: nothing that the schema lets through. `outcome`, `refusal`: another one than the
 * reference gave to the same. `content`: it shows something else than the reference holds. `person`: it shows somebody an
 * In Basket that is not his or hers, or not all of it.
 */
export interface Fault {
  readonly kind: 'answer' | 'outcome' | 'refusal' | 'content' | 'person';
  readonly call: string;
  readonly what: string;
}

/** What was found out about an adapter. */
export interface AdapterReport {
  readonly system: { readonly name: string; readonly version: string };
  readonly serves: readonly string[];
  /** How often each call was made, and its faults. */
  readonly calls: readonly {
    readonly port: string;
    readonly call: string;
    readonly made: number;
    readonly faults: readonly Fault[];
  }[];
  readonly notServed: readonly string[];
}

export const isSound = (report: AdapterReport): boolean =>
  report.calls.every((c) => c.faults.length === 0 && c.made > 0);
