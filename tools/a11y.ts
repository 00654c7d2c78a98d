/**
 * Lighthouse's accessibility of every page, in the clinic of the demonstration: `npm run a11y`. Lighthouse comes by npx,
 * pinned here, because nothing else needs it; the browser is that of CHROMIUM_PATH or `chromium`. Exit code 1 where a page has less than 100.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const FULL = 100;

const folder = mkdtempSync(join(tmpdir(), 'a11y-'));
const demo = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'demo'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let said = '';
for await (const piece of demo.stdout) {
  said += String(piece);
  if (said.includes('Ctrl-C')) break;
}
const origin = new URL(/http:\/\/\S+\/$/m.exec(said)?.[0] ?? '').origin;

/** Signs in as the first of a role; gives the cookie of the session. */
const signIn = async (role: string): Promise<string> => {
  const page = await fetch(`${origin}/sign-in`);
  const text = await page.text();
  const token = /name="form-token" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const as = new RegExp(`value="(${role} [^"]+)"`).exec(text)?.[1] ?? '';
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: page.headers.get('set-cookie')?.split(';')[0] ?? '',
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    body: new URLSearchParams({ 'form-token': token, as }).toString(),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
};

const linkIn = async (path: string, cookie: string, like: RegExp): Promise<string> => {
  const text = await (await fetch(`${origin}${path}`, { headers: { cookie } })).text();
  return like.exec(text)?.[1] ?? `nothing like ${like.source} is linked from ${path}`;
};

const scoreOf = (path: string, cookie: string): number => {
  const file = join(folder, 'result.json');
  const root = process.getuid?.() === 0 ? ' --no-sandbox' : '';
  const run = spawnSync(
    'npx',
    [
      '--yes',
      LIGHTHOUSE,
      `${origin}${path}`,
      '--only-categories=accessibility',
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--chrome-flags=--headless=new${root}`,
      ...(cookie === '' ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`]),
    ],
    { stdio: 'inherit', env: { CHROME_PATH: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', ...process.env } },
  );
  if (run.status !== 0) throw new Error(`Lighthouse ended with ${run.status} at ${path}`);
  const { categories, finalDisplayedUrl } = JSON.parse(readFileSync(file, 'utf8')) as {
    categories: { accessibility: { score: number } };
    finalDisplayedUrl: string;
  };
  if (finalDisplayedUrl !== `${origin}${path}`) throw new Error(`${path} led to ${finalDisplayedUrl}`);
  return Math.round(categories.accessibility.score * FULL);
};

try {
  const [clinician, patient] = [await signIn('clinician'), await signIn('patient')];
  const flowsheet = await linkIn('/clinician/patients', clinician, /href="(\/clinician\/patients\/[^"]+)"/);
  const pages: readonly (readonly [path: string, cookie: string])[] = [
    ['/sign-in', ''],
    ['/operator', ''],
    ['/clinician/inbox', clinician],
    [await linkIn('/clinician/inbox', clinician, /href="(\/clinician\/inbox\/[^"]+)"/), clinician],
    ['/clinician/patients', clinician],
    [flowsheet, clinician],
    [`${flowsheet}/order?measure=glucose`, clinician],
    ['/patient', patient],
    ['/patient/readings', patient],
    ['/patient/messages', patient],
  ];
  for (const [path, cookie] of pages) {
    const score = scoreOf(path, cookie);
    console.log(`${String(score).padStart(3)}  ${path}`);
    if (score < FULL) process.exitCode = 1;
  }
} finally {
  demo.kill('SIGINT');
  if (demo.exitCode === null) await once(demo, 'exit');
  rmSync(folder, { recursive: true });
}
