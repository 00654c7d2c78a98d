import type { BodyKind } from './cohort/glucose-archetype.ts';
import type { StreamOf } from './layers.ts';
import type { GlucoseBody } from './physiology/glucose/body.ts';
import { dallaManBody } from './physiology/glucose/dalla-man-body.ts';
import { drawPerson } from './physiology/glucose/person.ts';
import { type1Body } from './physiology/glucose/type1-body.ts';
import { drawType1Person } from './physiology/glucose/type1-person.ts';

const MAX_ATTEMPTS = 100;

/** Draws one person of a kind and brings them to rest. Throws RangeError when nobody of the kind comes in 100 draws. */
export function glucoseBodyOf(kind: BodyKind, streamOf: StreamOf): GlucoseBody {
  const random = streamOf('physiology');
  if (kind.model === 'uva-padova') return type1Body({ ...drawType1Person(kind.spread, random), ...kind.kidney });
  const [low, high] = kind.restMgDl;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const body = dallaManBody(drawPerson(kind.mean, kind.spread, random));
    if (body.restMgDl >= low && body.restMgDl <= high) return body;
  }
  throw new RangeError(`nobody rests between ${low} and ${high} mg/dL in ${MAX_ATTEMPTS} draws`);
}
