import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MutualTls } from './socket-server.ts';

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate authority made for one test, and what it signs. */
export interface Authority {
  /** Key and certificate of this common name, with the certificate of the authority. */
  issue(name: string): MutualTls;
}

/** Makes an authority with openssl, in a directory that is gone again when this returns. */
export const withAuthority = <T>(use: (authority: Authority) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]) => void execFileSync('openssl', args, { stdio: 'ignore' });
  try {
    openssl(
      'req',
      '-x509',
      ...KEY,
      '-days',
      '1',
      '-subj',
      '/CN=Test authority',
      '-keyout',
      at('ca.key'),
      '-out',
      at('ca.pem'),
    );
    return use({
      issue: (name) => {
        openssl('req', ...KEY, '-subj', `/CN=${name}`, '-keyout', at('key.pem'), '-out', at('request.pem'));
        const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '1'];
        openssl('x509', '-req', '-in', at('request.pem'), ...signed, '-out', at('cert.pem'));
        const [key = '', cert = '', ca = ''] = ['key.pem', 'cert.pem', 'ca.pem'].map((file) =>
          readFileSync(at(file), 'utf8'),
        );
        return { key, cert, ca };
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
