import { InputProblem } from '../contract/input-problem.ts';

/** As Node.js words it, also where the error came from another thread and is nothing but its words any more. */
const LISTEN = /listen (EADDRINUSE|EACCES)\b.*?:(\d+)\s*$/;

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another process',
  EACCES: 'is kept for the system',
};

/** What is wrong with a port that could not be listened on; undefined: it was something else. */
export const portProblem = (error: unknown): InputProblem | undefined => {
  const [, code = '', port] = (error instanceof Error ? LISTEN.exec(error.message) : null) ?? [];
  const why = WHY[code];
  if (why === undefined) return undefined;
  return new InputProblem(`port ${port} ${why}`, { path: '--fhir-port, --hl7-port' }, 'a port that is free', {
    advice: 'end what listens there, name another port, or 0 for any free one',
  });
};
