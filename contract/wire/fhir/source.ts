import { Measure } from '../../domain/measure.ts';
import type { Source } from '../../domain/source.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewIdentifier } from './identifier.ts';
import { fhirTime, readInstant } from './instant.ts';

/** A sender's client, and whether it is admitted or withdrawn. */
export interface SourceAdmission {
  readonly source: Source;
  readonly status: 'admitted' | 'withdrawn';
}

/** Body and answer of `$source-admission`. */
export const encodeSource = ({ source, status }: SourceAdmission): JsonObject => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'source', valueIdentifier: { system: source.identifier.system, value: source.identifier.value } },
    ...source.measures.map((measure) => ({ name: 'measure', valueCode: measure })),
    { name: 'expires', valueInstant: fhirTime(source.expires) },
    { name: 'status', valueCode: status },
  ],
});

/** The answer of `$source-admissions`: each as it would be sent. */
export const encodeSources = (admissions: readonly SourceAdmission[]): JsonObject => ({
  resourceType: 'Parameters',
  ...(admissions.length === 0
    ? {}
    : { parameter: admissions.map((admission) => ({ name: 'admission', resource: encodeSource(admission) })) }),
});

export const decodeSources = (resource: JsonObject): Outcome<readonly SourceAdmission[]> =>
  decoding(() =>
    resourceCursor(resource, 'Parameters')
      .get('parameter')
      .list()
      .filter((parameter) => parameter.get('name').value === 'admission')
      .map((parameter) => {
        const held = parameter.get('resource');
        const read = decodeSource(held.object());
        return read.ok ? read.value : fail(read.refusal.code, held.path, read.refusal.detail);
      }),
  );

/** Everything must be said, and nothing else: what was passed over could admit more than was meant. */
export const decodeSource = (resource: JsonObject): Outcome<SourceAdmission> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Parameters');
    refuseUnknownModifiers(root, {});
    const parameters = root.get('parameter').list();
    const all = (name: string): readonly Cursor[] => parameters.filter((p) => p.get('name').value === name);
    const one = (name: string): Cursor => {
      const [first, second] = all(name);
      if (second !== undefined) fail('bad-value', second.path, `${name} is given twice`);
      return first ?? fail('missing-element', `Parameters.parameter('${name}')`);
    };
    const strange = parameters.find((p) => !['source', 'measure', 'expires', 'status'].includes(p.get('name').text()));
    if (strange !== undefined) fail('bad-value', `${strange.path}.name`, 'not a parameter of this operation');
    const measures = all('measure').map((p) => p.get('valueCode').oneOf(Measure.options));
    if (measures.length === 0) fail('missing-element', "Parameters.parameter('measure')");
    return {
      source: {
        identifier: readNewIdentifier(one('source').get('valueIdentifier')),
        measures: [...new Set(measures)],
        expires: readInstant(one('expires').get('valueInstant')),
      },
      status: one('status').get('valueCode').oneOf(['admitted', 'withdrawn']),
    };
  });
