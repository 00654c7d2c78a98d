import type { z } from 'zod';
import type { ScenarioAct } from './scenario-act.ts';

interface Body {
  readonly patients: Readonly<Record<string, object>>;
  readonly acts: readonly ScenarioAct[];
}

/** The verb of an act and what stands under it. */
export const bodyOf = (act: ScenarioAct): { readonly verb: string; readonly body: Record<string, unknown> } => {
  const { at: _at, note: _note, ...rest } = act;
  const [verb = '', body = {}] = Object.entries(rest).find(([, b]) => b !== undefined) ?? [];
  return { verb, body: body as Record<string, unknown> };
};

/** The name an order goes by: its own or its measure. */
export const orderName = (order: { name?: string | undefined; measure: string }): string => order.name ?? order.measure;

/**
 * Every name that an act uses must have been given before: patients, orders of that patient, named
 * readings of that patient. A typing mistake is then an error at its line, never an act left out.
 */
export const checkNames = (scenario: Body, context: z.RefinementCtx<Body>): void => {
  const patients = Object.keys(scenario.patients);
  const orders = new Map<string, string[]>();
  const readings = new Map<string, string[]>();

  for (const [index, act] of scenario.acts.entries()) {
    const { verb, body } = bodyOf(act);
    const complain = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: ['acts', index, verb, field], message, input: body[field] });
    const named = body['patient'] as string | undefined;
    if (named === undefined && patients.length > 1) complain('patient', `one of the patients: ${patients.join(', ')}`);
    if (named !== undefined && !patients.includes(named))
      complain('patient', `one of the patients: ${patients.join(', ')}`);
    const patient = named ?? patients[0] ?? '';

    const known = (field: string, names: readonly string[], what: string): void => {
      const name = body[field] as string | undefined;
      if (name !== undefined && !names.includes(name))
        complain(field, `${what} named before: ${names.join(', ') || 'none so far'}`);
    };
    const ordersOf = orders.get(patient) ?? [];
    const readingsOf = readings.get(patient) ?? [];
    known('order', ordersOf, 'an order of this patient');
    known('reading', readingsOf, 'a reading of this patient');
    const owner = act.reading?.identifierOfPatient;
    const readingsOfOwner = owner === undefined ? readingsOf : (readings.get(owner) ?? []);
    known('identifierOf', verb === 'order' ? ordersOf : readingsOfOwner, 'something named before');
    if (verb === 'change' && body['order'] === undefined && ordersOf.length !== 1)
      complain('order', `which order: ${ordersOf.join(', ') || 'none so far'}`);

    if (act.order !== undefined) {
      const name = orderName(act.order);
      if (ordersOf.includes(name)) complain('name', `a name of its own: "${name}" is taken`);
      orders.set(patient, [...ordersOf, name]);
    }
    const taken = [...readingsOf];
    const several = act.together?.readings ?? act.restart?.during ?? [];
    for (const name of [act.reading, act.correct, ...several].flatMap((r) => r?.name ?? [])) {
      if (taken.includes(name)) complain('name', `a name of its own: "${name}" is taken`);
      taken.push(name);
    }
    readings.set(patient, taken);
    for (const entry of several)
      if (entry.identifierOf !== undefined && !taken.includes(entry.identifierOf))
        complain(
          verb === 'restart' ? 'during' : 'readings',
          `identifierOf: a reading of this patient named before: ${taken.join(', ') || 'none'}`,
        );
    const otherPatient = (act.messages ?? act.try)?.by;
    if (otherPatient !== undefined && !patients.includes(otherPatient))
      complain('by', `one of the patients: ${patients.join(', ')}`);
    const sender = (act.reading ?? act.replay)?.defect;
    if (sender?.kind === 'sender-of' && !patients.includes(sender.patient))
      complain('defect', `the defect's patient must be one of: ${patients.join(', ')}`);
  }
};
