/**
 * Lighthouse's accessibility of every page, in the clinic of the demonstration, and of a report: `npm run a11y`. Lighthouse
 * comes by npx, pinned here, because nothing else needs it; the browser is that of CHROMIUM_PATH, else one on the PATH. The
 * reports are one of `certify` as the reference leaves it, and one of a run in which much failed, served on loopback, because Lighthouse
 * opens no file. Exit code 1 where a page has less than 100, 69 where there is no Chromium.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM, CHROMIUM_ARGS, noChromium } from '../cli/browser/find-chromium.ts';
import { reportHtml } from '../reports/html/report-html.ts';
import { sampleLines, verdicts } from '../reports/sample-run.test-helper.ts';
import { UNREACHABLE } from './nodes.ts';

if (noChromium !== undefined) {
  console.log(`not rated: ${noChromium}`);
  process.exit(UNREACHABLE);
}

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

const OURS = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

const textOf = async (path: string, cookie: string): Promise<string> =>
  (await fetch(`${origin}${path}`, { headers: { cookie } })).text();
const fieldIn = (text: string, name: string): string =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(text)?.[1] ?? `no field ${name}`;

/** Sends a form with the fields of a page; gives the cookie that was set. Throws what is not answered by a page to go to. */
const send = async (path: string, cookie: string, fields: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, ...OURS },
    body: new URLSearchParams(fields).toString(),
  });
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
};

/** Signs in as the first whose choice matches (`clinician c1`, `patient p7`); gives the cookie of the session. */
const signIn = async (like: RegExp): Promise<string> => {
  const page = await fetch(`${origin}/sign-in`);
  const text = await page.text();
  const as = [...text.matchAll(/name="as"\s+value="([^"]+)"/g)]
    .map(([, value]) => value)
    .find((one) => like.test(one ?? ''));
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  return await send('/sign-in', cookie, {
    'form-token': fieldIn(text, 'form-token'),
    as: as ?? `nobody is ${like.source}`,
  });
};

const linkIn = async (path: string, cookie: string, like: RegExp): Promise<string> =>
  like.exec(await textOf(path, cookie))?.[1] ?? `nothing like ${like.source} is linked from ${path}`;

/** Replies to the patient of an item; gives the patient's logical id. */
const replyTo = async (item: string, cookie: string): Promise<string> => {
  const text = await textOf(item, cookie);
  const fields = { 'form-token': fieldIn(text, 'form-token'), key: fieldIn(text, 'key') };
  await send(`${item}/reply`, cookie, { ...fields, text: 'Please measure again in an hour.' });
  return /href="\/clinician\/patients\/([^"/?]+)"/.exec(text)?.[1] ?? '';
};

/** Makes the two reports and serves them; gives their addresses, by what they are, and the end of it. */
const serveReports = async () => {
  const runs = join(folder, 'runs');
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'certify', '--only', 'LIM-02'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, VITALPROOF_RUNS: runs },
  });
  if (run.status !== 0) throw new Error(`certify ended with ${run.status}`);
  const pages = new Map([
    ['/certify/report.html', readFileSync(join(runs, 'latest', 'report.html'), 'utf8')],
    ['/failed/report.html', reportHtml({ verdicts: verdicts(), lines: sampleLines() })],
  ]);
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    addresses: [...pages.keys()].map((path) => `http://127.0.0.1:${port}${path}`),
    close: () => void server.close(),
  };
};

const run = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> => {
  const child = spawn(command, args, { stdio: 'inherit', env });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
};

/** The score of a page, 0 to 100. Throws where Lighthouse fails, or was led elsewhere. */
const scoreOf = async (url: string, cookie: string): Promise<number> => {
  const file = join(folder, 'result.json');
  // Not waited for by standing still: the reports are served by this very process.
  const code = await run(
    'npx',
    [
      '--yes',
      LIGHTHOUSE,
      url,
      '--only-categories=accessibility',
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--chrome-flags=${['--headless=new', ...CHROMIUM_ARGS].join(' ')}`,
      ...(cookie === '' ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`]),
    ],
    { CHROME_PATH: CHROMIUM, ...process.env },
  );
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} at ${url}`);
  const { categories, finalDisplayedUrl } = JSON.parse(readFileSync(file, 'utf8')) as {
    categories: { accessibility: { score: number } };
    finalDisplayedUrl: string;
  };
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}`);
  return Math.round(categories.accessibility.score * FULL);
};

const reports = await serveReports();
try {
  const clinician = await signIn(/^clinician /);
  const item = await linkIn('/clinician/inbox', clinician, /href="(\/clinician\/inbox\/[^"]+)"/);
  const id = await replyTo(item, clinician);
  const patient = await signIn(new RegExp(`^patient ${id}$`));
  const flowsheet = `/clinician/patients/${id}`;
  if (!(await textOf('/patient/messages', patient)).includes('<blockquote>')) throw new Error('no message was sent');
  const pages: readonly (readonly [path: string, cookie: string])[] = [
    ['/sign-in', ''],
    ['/operator', ''],
    ['/clinician/inbox', clinician],
    [item, clinician],
    ['/clinician/patients', clinician],
    [flowsheet, clinician],
    [`${flowsheet}/order?measure=glucose`, clinician],
    [await linkIn(flowsheet, clinician, /href="(\/clinician\/orders\/[^"/]+)"/), clinician],
    [await linkIn(flowsheet, clinician, /href="(\/clinician\/orders\/[^"]+\/end)"/), clinician],
    ['/patient', patient],
    ['/patient/readings', patient],
    ['/patient/messages', patient],
  ];
  const wanted = [
    ...pages.map(([path, cookie]) => [`${origin}${path}`, cookie] as const),
    ...reports.addresses.map((url) => [url, ''] as const),
  ];
  for (const [url, cookie] of wanted) {
    // oxlint-disable-next-line no-await-in-loop -- one browser at a time
    const score = await scoreOf(url, cookie);
    console.log(`${String(score).padStart(3)}  ${new URL(url).pathname}`);
    if (score < FULL) process.exitCode = 1;
  }
} finally {
  reports.close();
  demo.kill('SIGINT');
  if (demo.exitCode === null) await once(demo, 'exit');
  rmSync(folder, { recursive: true });
}
