import type { SimulatedReading } from '../simulated-reading.ts';

/** One reading with its ground truth as a line of JSON. Measured values stay text, so no digit is lost. */
export const ndjsonLine = ({ reading, truth }: SimulatedReading): string =>
  `${JSON.stringify({ reading, truth: { ...truth, trueValue: Number(truth.trueValue.toFixed(3)) } })}\n`;
