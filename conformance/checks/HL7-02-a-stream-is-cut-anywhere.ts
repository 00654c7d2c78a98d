import { connections } from '../mllp/cases/connections.ts';
import { ends } from '../mllp/cases/ends.ts';
import { noise } from '../mllp/cases/noise.ts';
import { segments } from '../mllp/cases/segments.ts';
import { sizes } from '../mllp/cases/sizes.ts';
import { actsFor } from '../mllp/check-acts.ts';
import { check } from './check.ts';

export const checkHL702 = check({
  requirement: 'HL7-02',
  sentence: 'Messages are read wherever the stream is cut, and what never ended is none',
  factor: 'whether its frame came to an end',
  ...actsFor([...segments, ...noise, ...ends, ...sizes, ...connections]),
});
