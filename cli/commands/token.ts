import { EXIT } from '../../contract/input-problem.ts';
import { Claims } from '../../reference-impl/api/auth/claims.ts';
import { contextFits, readSubject, SUBJECT_OF } from '../../reference-impl/api/auth/roles.ts';
import { parseScopes } from '../../reference-impl/api/auth/scopes/scope.ts';
import { signToken } from '../../reference-impl/api/auth/sign.ts';
import { tokenKeyOf } from '../access-options.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';

const ROLES = Claims.shape.role.options;
const MAX_MINUTES = 60;

const roleOf = (args: Arguments): Claims['role'] => {
  const said = args.text('role');
  const role = ROLES.find((one) => one === said);
  if (role !== undefined) return role;
  throw usageProblem(
    said === undefined ? 'token needs a role' : `there is no role ${said}`,
    `--role ${ROLES.join('|')}`,
  );
};

const subjectOf = (args: Arguments, role: Claims['role']): string | undefined => {
  const text = args.text('subject');
  const wanted = SUBJECT_OF[role];
  if (text === undefined && wanted === 'required')
    throw usageProblem(`${role} speaks for one person, and none is named`, '--subject SYSTEM|VALUE');
  if (text !== undefined && wanted === 'none')
    throw usageProblem(`${role} speaks for all, and --subject names one`, `${role} without --subject`);
  if (text !== undefined && readSubject(text) === undefined)
    throw usageProblem('--subject is not usable', 'system, a bar, value: urn:oid:2.999.1.1|MRN1001');
  return text;
};

const scopeOf = (args: Arguments, role: Claims['role'], hasSubject: boolean): string | undefined => {
  const text = args.text('scope');
  const scopes = text === undefined ? undefined : parseScopes(text);
  if (scopes?.ok === false) throw usageProblem('--scope is not usable', scopes.refusal.detail ?? '');
  const odd = scopes?.value.find(({ context }) => !contextFits(context, role, hasSubject));
  if (odd !== undefined)
    throw usageProblem(
      `${odd.text} is not for such a token`,
      'patient/ for who speaks for a patient, user/ for a clinician, or system/',
    );
  return text;
};

/** `vitalproof token`: a token of the operator's own, to try the reference out with. */
export const token: Command = {
  name: 'token',
  words: '',
  summary: 'sign an access token for the reference with the key in VITALPROOF_TOKEN_KEY',
  about:
    'For who runs it and tries it out: systems are registered, and get their tokens by SMART Backend Services\n(serve --clients, docs/bindings/fhir.md, Access).',
  options: {
    role: { value: 'ROLE', help: ROLES.join(', ') },
    subject: { value: 'SYSTEM|VALUE', help: 'the clinician or the patient that it speaks for' },
    scope: { value: 'SCOPES', help: "'system/Task.rs system/Observation.rs' (all that the role may do)" },
    client: { value: 'ID', help: 'as the audit trail shows it (operator)' },
    minutes: { value: 'N', help: 'how long it holds, 1 to 60 (5)' },
  },
  run: async (args, io) => {
    const role = roleOf(args);
    const subject = subjectOf(args, role);
    const scope = scopeOf(args, role, subject !== undefined);
    const claims = Claims.safeParse({
      sub: args.text('client') ?? 'operator',
      role,
      ...(subject === undefined ? {} : { subject }),
      ...(scope === undefined ? {} : { scope }),
      exp: Math.floor(Date.now() / 1000) + 60 * args.whole('minutes', 5, 1, MAX_MINUTES),
    });
    if (!claims.success)
      throw usageProblem(
        'a token cannot say that',
        'a --client of 1 to 255, --subject of at most 511, --scope of at most 2048 characters',
      );
    io.out(signToken(claims.data, tokenKeyOf(io.env, 'token')));
    return EXIT.passed;
  },
};
