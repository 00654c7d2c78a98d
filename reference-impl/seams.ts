import type { RequestHandler } from 'express';
import type { AnswerSender } from './api/hl7v2/listener.ts';
import type { Pipeline } from './pipeline.ts';

/**
 * Where something can be put between the parts of a running reference: what a rule cannot express (an answer that is
 * late, doubled, cut or lost) is put here. Absent: nothing stands between them.
 */
export interface Seams {
  /** Between the pipeline and both surfaces. */
  readonly pipeline?: (pipeline: Pipeline) => Pipeline;
  /** Before the FHIR surface and behind its answers. */
  readonly fhir?: RequestHandler;
  /** Around the answer to each HL7 v2 message. */
  readonly hl7?: (answer: AnswerSender) => AnswerSender;
}
