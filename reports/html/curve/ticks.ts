import { DAY_MS, HOUR_MS, localFields, MINUTE_MS } from '../../model/instant.ts';

/** Values worth a line: 1, 2 or 5 times a power of ten, about five of them. */
export function valueTicks(low: number, high: number): readonly { value: number; label: string }[] {
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((m) => m * power >= raw) ?? 10) * power;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: { value: number; label: string }[] = [];
  for (let i = Math.ceil(low / step); i * step <= high + step * 1e-9; i += 1)
    ticks.push({ value: i * step, label: (i * step).toFixed(decimals) });
  return ticks;
}

const STEPS = [1, 2, 3, 6, 12]
  .map((h) => h * HOUR_MS)
  .concat([1, 2, 3, 7, 14, 28, 56, 112, 365].map((d) => d * DAY_MS));
const MAX_TICKS = 11;

/** Instants worth a line, on local midnights or whole hours of the given offset; dates at midnight, else the clock. */
export function timeTicks(from: number, to: number, offsetMin: number): readonly { ms: number; label: string }[] {
  const step = STEPS.find((s) => (to - from) / s <= MAX_TICKS) ?? Math.ceil((to - from) / MAX_TICKS / DAY_MS) * DAY_MS;
  const shift = offsetMin * MINUTE_MS;
  const ticks: { ms: number; label: string }[] = [];
  for (let local = Math.ceil((from + shift) / step) * step; local <= to + shift; local += step) {
    const f = localFields(local, 0);
    ticks.push({ ms: local - shift, label: step >= DAY_MS || f.clock === '00:00' ? `${f.day} ${f.month}` : f.clock });
  }
  return ticks;
}
