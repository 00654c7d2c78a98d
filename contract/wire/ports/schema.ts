import { z } from 'zod';
import { Interval } from '../../domain/index.ts';
import { PortRefused } from './answer.ts';
import { CALLS, Hello, type PortWithCalls } from './calls.ts';

const ABOUT = 'answered at POST /PORT with Content-Type application/json and status 200 (docs/ports.md)';

const exchanges = (port: PortWithCalls): z.ZodType[] =>
  Object.values<{ readonly request: z.ZodObject; readonly ok: z.ZodObject }>(CALLS[port]).map(({ request, ok }) =>
    z.object({ request, answer: z.union([ok, PortRefused]) }),
  );

const asSchema = (what: z.ZodType): object =>
  z.toJSONSchema(what, {
    io: 'input',
    target: 'draft-2020-12',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) === Interval) jsonSchema.anyOf = [{ required: ['low'] }, { required: ['high'] }];
    },
  });

/** The JSON Schema of a port, draft 2020-12: each exchange with its request and its answer. */
export const portSchema = (port: PortWithCalls): object => ({
  title: `vitalproof port protocol 1: ${port}`,
  description: `Every exchange of the port "${port}", ${ABOUT.replace('PORT', port)}.`,
  ...asSchema(z.union(exchanges(port))),
});

/** The JSON Schema of what an adapter says of itself. */
export const helloSchema = (): object => ({
  title: 'vitalproof port protocol 1: what an adapter says of itself',
  description: 'Answered at GET / (docs/ports.md).',
  ...asSchema(Hello),
});
