/** Factors to mg/dL and to kg (1 mmol/L of glucose = 18.0156 mg/dL; 1 lb = 0.45359237 kg). */
const TO_BASE: Readonly<Record<string, readonly [base: string, factor: number]>> = {
  'mg/dL': ['glucose', 1],
  'mmol/L': ['glucose', 18.0156],
  kg: ['weight', 1],
  g: ['weight', 0.001],
  '[lb_av]': ['weight', 0.453_592_37],
};

/**
 * A decimal as a place on a drawing, in the drawing's unit. For drawing only: nothing is judged
 * here, so a binary float is enough. Undefined where the units do not fit or it is no number.
 */
export function toPlot(value: string, unit: string, drawn: string): number | undefined {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return undefined;
  if (unit === drawn) return number;
  const from = TO_BASE[unit];
  const to = TO_BASE[drawn];
  if (from === undefined || to === undefined || from[0] !== to[0]) return undefined;
  return (number * from[1]) / to[1];
}

/** What is worth drawing to scale; anything beyond is drawn at the edge, so that one absurd number hides nothing else. */
export const DRAWABLE: Readonly<Record<string, readonly [low: number, high: number]>> = {
  'mg/dL': [0, 1000],
  'mmol/L': [0, 56],
  kg: [0, 500],
  g: [0, 500_000],
  '[lb_av]': [0, 1100],
};

/** A unit as people write it. */
export const showUnit = (unit: string): string => (unit === '[lb_av]' ? 'lb' : unit);
