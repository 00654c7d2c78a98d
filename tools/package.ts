/**
 * Checks the package as who installs it has it: packs it, looks at what is in it and how large it is, installs it without
 * development dependencies into an empty folder, and there runs it, by npx too, imports what may be imported, and compiles a
 * program against its types. Words: major versions of Node (that of this process). Exit 0: sound; 1: not, and what; 69: a Node
 * cannot be had here.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { nodeOf, UNREACHABLE } from './nodes.ts';
import { packProblems, type Packed } from './package/contents.ts';

const PROGRAM = 'tools/package/program.ts';

/** What is run in the folder of the installed package, under every Node. */
const CALLS: readonly (readonly string[])[] = [
  ['npx', '--no-install', 'vitalproof', '--version'],
  ['npx', '--no-install', 'vitalproof', 'list', 'scenarios'],
  ['npx', '--no-install', 'vitalproof', 'explain', 'LIM-02'],
  ['npx', '--no-install', 'vitalproof', 'simulate', '--archetype', 't2d-oral', '--days', '2', '--format', 'fhir'],
  ['npx', '--no-install', 'vitalproof', 'run', 'limits-changed'],
  ['node', '--no-warnings', 'program.js'],
];

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-package-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Runs a command; where it fails, says what it said and ends this process. */
const must = (command: readonly string[], cwd: string, path = process.env['PATH'] ?? ''): string => {
  const [program = '', ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    maxBuffer: 1 << 26,
  });
  if (status === 0) return stdout;
  console.log(`FAILED ${command.join(' ')}: ${error?.message ?? `exit code ${status}`}`);
  console.log(`${stdout}${stderr}`.trimEnd().split('\n').slice(-40).join('\n'));
  return process.exit(1);
};

const pack = (): { readonly packed: Packed; readonly tarball: string } => {
  const said = must(['npm', 'pack', '--json', '--silent', '--pack-destination', folder], '.');
  // What the build says comes first.
  const [packed] = JSON.parse(said.slice(said.indexOf('[\n'))) as readonly Packed[];
  if (packed === undefined) throw new Error(`npm pack said nothing of a package: ${said}`);
  const problems = packProblems(packed);
  for (const problem of problems) console.log(`FAILED ${problem}`);
  if (problems.length > 0) process.exit(1);
  console.log(
    `packed: ${packed.files.length} files, ${(packed.size / 1e6).toFixed(1)} MB, ${(packed.unpackedSize / 1e6).toFixed(1)} MB installed`,
  );
  return { packed, tarball: join(folder, packed.filename) };
};

/** An empty project with nothing but the package in it. */
const install = (tarball: string): string => {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }\n');
  must(['npm', 'install', '--silent', '--no-audit', '--no-fund', '--omit=dev', tarball], project);
  cpSync(PROGRAM, join(project, 'program.ts'));
  return project;
};

const compile = (project: string): void => {
  const tsc = resolve('node_modules/.bin/tsc');
  must([tsc, '--ignoreConfig', '--module', 'nodenext', '--target', 'es2024', '--strict', 'program.ts'], project);
  console.log('types: a program of somebody else compiles against them, libraries checked too');
};

const majors = process.argv.slice(2);
const nodes = (majors.length > 0 ? majors : [process.versions.node.split('.')[0] ?? '']).map((major) => ({
  major,
  program: nodeOf(major, folder),
}));
if (nodes.some(({ program }) => program === undefined)) process.exit(UNREACHABLE);

const { packed, tarball } = pack();
const project = install(tarball);
compile(project);
for (const { major, program = '' } of nodes) {
  const path = `${dirname(program)}${delimiter}${process.env['PATH'] ?? ''}`;
  const version = must(['node', '--version'], project, path).trim();
  if (!version.startsWith(`v${major}.`)) throw new Error(`asked for Node ${major}, and node is ${version}`);
  for (const call of CALLS) must(call, project, path);
  const elsewhere = mkdtempSync(join(folder, 'npx-'));
  const said = must(['npx', '--yes', `--package=${tarball}`, 'vitalproof', '--version'], elsewhere, path).trim();
  if (said !== packed.version) throw new Error(`npx says ${said}, the package is ${packed.version}`);
  console.log(`Node ${version}: ${CALLS.length} calls in an empty project, and npx from the tarball`);
}
