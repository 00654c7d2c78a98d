import type { IdentifierOf, ReferenceTo } from '../../../contract/wire/fhir/references.ts';
import { keyOf } from '../../../contract/domain/identifier.ts';
import type { Pipeline } from '../../pipeline.ts';

/** References of one server: between logical ids on the wire and business keys inside. */
export interface Links {
  /** `http://127.0.0.1:8080/fhir` */
  readonly base: string;
  readonly ref: ReferenceTo;
  readonly identifierOf: IdentifierOf;
}

/** Relative references, absolute ones below our own base, and either with a version. */
export const linksOf = (pipeline: Pipeline, base: string): Links => ({
  base,
  ref: (type, key) => {
    const found =
      type === 'Recipient' ? pipeline.references.recipient(key) : pipeline.references.referenceTo(type, key);
    if (found === undefined) throw new Error(`nothing is kept under ${type} ${keyOf(key)}`);
    return found;
  },
  identifierOf: (reference) => {
    const relative = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
    return pipeline.references.identifierOf(relative.replace(/\/_history\/\d+$/, ''));
  },
});
