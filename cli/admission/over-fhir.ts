import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { readOperationOutcome } from '../../contract/wire/fhir/outcome.ts';
import { decodeSources, encodeSource } from '../../contract/wire/fhir/source.ts';
import { isObject, type Json, parseLossless, writeLossless } from '../../contract/wire/json/lossless.ts';
import { signToken } from '../../reference-impl/api/auth/sign.ts';
import type { Operator } from './operator.ts';

const ANSWER_MS = 10_000;
const TOKEN_S = 60;

const unreachable = (what: string, base: string, expected: string, advice?: string): InputProblem =>
  new InputProblem(what, { file: base }, expected, {
    exitCode: EXIT.unreachable,
    ...(advice === undefined ? {} : { advice }),
  });

const parsed = (text: string): Json | undefined => {
  try {
    return parseLossless(text);
  } catch {
    return undefined;
  }
};

/**
 * The operator of a reference that runs, by `$source-admission` below its FHIR base. `key`: of its bearer tokens; without
 * one none is sent, which is enough for a reference that asks for none. InputProblem (exit 69) where it cannot be reached
 * or refuses.
 */
export const overFhir = (base: string, key: string | undefined, nowMs: number): Operator => {
  const token =
    key === undefined
      ? undefined
      : signToken({ sub: 'vitalproof-admit', role: 'ehr', exp: Math.floor(nowMs / 1000) + TOKEN_S }, key);
  const ask = async (operation: string, body?: string): Promise<Json | undefined> => {
    const { answer, text } = await fetch(`${base.replace(/\/+$/, '')}/${operation}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
      .then(async (said) => ({ answer: said, text: await said.text() }))
      .catch((error: unknown) => {
        const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
        throw unreachable(`nothing answers (${why})`, base, 'the FHIR base that vitalproof serve has printed');
      });
    const json = parsed(text);
    if (answer.ok) return json;
    const outcome = readOperationOutcome(json);
    throw unreachable(
      `refused: ${answer.status} ${outcome?.refusal ?? ''} ${outcome?.text ?? ''}`.trimEnd(),
      base,
      'a reference that takes the acts of an operator',
      answer.status === 401 ? 'set VITALPROOF_TOKEN_KEY to the key that the reference was started with' : undefined,
    );
  };
  return {
    list: async () => {
      const json = await ask('$source-admissions');
      const read = isObject(json) ? decodeSources(json) : undefined;
      if (read?.ok !== true) throw unreachable('the answer is no list of admissions', base, 'a vitalproof reference');
      return read.value;
    },
    set: async (admission) => void (await ask('$source-admission', writeLossless(encodeSource(admission)))),
    close: async () => {},
  };
};
