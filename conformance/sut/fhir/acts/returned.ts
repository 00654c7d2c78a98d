import type { FhirAct } from './fhir-act.ts';

/** Says what came of holding all that was returned against R4; asks the system nothing. */
export const checkReturned: FhirAct<'returned.check'> = async ({ session }) => {
  const { sent, settled, wall } = session.unsent('');
  return { sent, settled, wall, outcome: 'ok', answer: {}, output: { returned: session.returned.summary() } };
};
