import { rmSync, writeFileSync } from 'node:fs';
import { keyId, newKeyPair, verifyingKey } from '../../conformance/certificate/keys.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';

/** `vitalproof keygen`: a pair of keys for certificates. */
export const keygen: Command = {
  name: 'keygen',
  words: 'NAME',
  summary: 'make a pair of keys for certificates: NAME.sign.pem and NAME.verify.pem',
  about:
    'Ed25519. NAME.sign.pem stays with whoever signs; NAME.verify.pem is given to whoever verifies, by another\nway than with a certificate. Files that are there are never overwritten.',
  options: {},
  run: async (args, io) => {
    const [name, ...more] = args.words;
    if (name === undefined || more.length > 0) throw usageProblem('keygen takes one name', 'vitalproof keygen NAME');
    const { sign, verify } = newKeyPair();
    const write = (file: string, text: string, mode: number): void => {
      try {
        writeFileSync(file, text, { flag: 'wx', mode });
      } catch (error) {
        throw new InputProblem(
          `cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`,
          { file },
          'a name that is free, in a folder that can be written to',
        );
      }
    };
    write(`${name}.sign.pem`, sign, 0o600);
    try {
      write(`${name}.verify.pem`, verify, 0o644);
    } catch (error) {
      // Half a pair is none, and would be in the way of the next one.
      rmSync(`${name}.sign.pem`);
      throw error;
    }
    io.out(
      `${name}.sign.pem    keep it secret\n${name}.verify.pem  give it away\nkey ${keyId(verifyingKey(verify, name))}`,
    );
    return EXIT.passed;
  },
};
