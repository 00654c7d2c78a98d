import type { Identifier } from '../../../contract/domain/index.ts';
import type { Context } from './route.ts';
import { stop } from './surface-refusal.ts';

/**
 * The patient that a search parameter names: absent, known, or `nobody`. Who speaks for one patient
 * alone gets the same refusal for nobody as for somebody else, so that it learns of no other patient.
 */
export const patientOf = async (context: Context, name: string): Promise<Identifier | 'nobody' | undefined> => {
  const reference = context.query.reference(name, 'Patient');
  if (reference === undefined) return undefined;
  const patient = await context.links.resolve(({ identifierOf }) => identifierOf(reference));
  const { role, subject } = context.caller;
  const bound = subject !== undefined && (role === 'portal' || role === 'gateway');
  if (patient === undefined && bound) stop('patient-not-authorised');
  return patient ?? 'nobody';
};
