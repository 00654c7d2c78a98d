import { UNRESOLVED } from '../../../contract/wire/fhir/reference.ts';
import type { IdentifierOf, ReferenceTo } from '../../../contract/wire/fhir/references.ts';
import { keyOf } from '../../../contract/domain/identifier.ts';
import type { Pipeline } from '../../pipeline.ts';

/** References of one server: between logical ids on the wire and business keys inside. */
export interface Links {
  /** `http://127.0.0.1:8080/fhir` */
  readonly base: string;
  readonly ref: ReferenceTo;
  readonly identifierOf: IdentifierOf;
  /**
   * As `identifierOf`, but an unknown patient too has a key, one that is nobody's: so the gates see it
   * in their order, and malformed content is refused alike for an unknown patient and another's.
   */
  readonly subjectOf: IdentifierOf;
}

/** Relative references, absolute ones below our own base, and either with a version. */
export const linksOf = (pipeline: Pipeline, base: string): Links => {
  const relativeOf = (reference: string): string =>
    (reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference).replace(/\/_history\/\d+$/, '');
  const identifierOf: IdentifierOf = (reference) => pipeline.references.identifierOf(relativeOf(reference));
  return {
    base,
    ref: (type, key) => {
      const found =
        type === 'Recipient' ? pipeline.references.recipient(key) : pipeline.references.referenceTo(type, key);
      if (found === undefined) throw new Error(`nothing is kept under ${type} ${keyOf(key)}`);
      return found;
    },
    identifierOf,
    subjectOf: (reference) => {
      const known = identifierOf(reference);
      const relative = relativeOf(reference);
      if (known !== undefined || !relative.startsWith('Patient/')) return known;
      return { system: UNRESOLVED, value: relative.slice(0, 255) };
    },
  };
};
