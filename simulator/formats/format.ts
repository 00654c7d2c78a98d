import type { Delivery } from '../layers.ts';
import type { SimulatedPatient } from '../simulated-reading.ts';

/**
 * A text form of what patients' phones send. The text of a cohort is `header`, then for each patient in
 * order of position `begin`, every batch, `end`, then `footer`; so the text of a stretch of patients is a
 * stretch of the text. Every piece ends at a line's end and depends on its patient alone.
 */
export interface StreamFormat {
  /** For a list on a terminal. */
  readonly title: string;
  readonly header: string;
  readonly footer: string;
  /** The ground truth stands beside each reading. Else it goes out of band alone (`--truth`). */
  readonly carriesTruth: boolean;
  /** The text of one patient is a document of its own: several patients make several, and none can be told as it happens. */
  readonly isDocument?: boolean;
  open(who: SimulatedPatient): PatientWriter;
}

/** The text of one patient. `batch`: one or more deliveries that leave together, in the order in which they do. */
export interface PatientWriter {
  readonly begin?: () => string;
  batch(deliveries: readonly Delivery[]): string;
  readonly end?: () => string;
}

/** A format that says the same of a delivery whoever else's stands beside it. */
export const eachDelivery = (
  title: string,
  write: (delivery: Delivery) => string,
  options: { readonly header?: string; readonly carriesTruth?: boolean } = {},
): StreamFormat => ({
  title,
  header: options.header ?? '',
  footer: '',
  carriesTruth: options.carriesTruth ?? false,
  // One by one, since most batches are of one and joining copies.
  open: () => ({
    batch: (deliveries) => {
      let text = '';
      for (const delivery of deliveries) text += write(delivery);
      return text;
    },
  }),
});
