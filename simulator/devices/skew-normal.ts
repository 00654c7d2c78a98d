import type { RandomStream } from '../random.ts';

/** Location, scale and shape of a skew-normal distribution (Azzalini). */
export interface SkewNormal {
  readonly xi: number;
  readonly omega: number;
  readonly alpha: number;
}

const deltaOf = (alpha: number): number => alpha / Math.sqrt(1 + alpha * alpha);

/** The distribution with this mean, standard deviation and shape. */
export function skewNormalWith(mean: number, sd: number, alpha: number): SkewNormal {
  const delta = deltaOf(alpha);
  const omega = sd / Math.sqrt(1 - (2 * delta * delta) / Math.PI);
  return { xi: mean - omega * delta * Math.sqrt(2 / Math.PI), omega, alpha };
}

/** One draw; two normals each, so streams stay aligned. */
export function drawSkewNormal({ xi, omega, alpha }: SkewNormal, random: RandomStream): number {
  const delta = deltaOf(alpha);
  const u = Math.abs(random.normal(0, 1));
  return xi + omega * (delta * u + Math.sqrt(1 - delta * delta) * random.normal(0, 1));
}
