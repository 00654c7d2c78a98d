import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = 'tools/validators';
/** HAPI FHIR 8 needs it. */
const OLDEST_JAVA = 17;
const MAVEN_MS = 300_000;

/** Why the validators cannot be run on this machine. Not an error of what they judge. */
export class NotHere extends Error {}

const output = (command: string, args: readonly string[]): string | undefined => {
  const run = spawnSync(command, args, { encoding: 'utf8' });
  return run.status === 0 ? `${run.stdout}${run.stderr}` : undefined;
};

const seekTools = (): void => {
  const version = /javac (\d+)/.exec(output('javac', ['-version']) ?? '')?.[1];
  if (version === undefined || Number(version) < OLDEST_JAVA)
    throw new NotHere(
      `a JDK of ${OLDEST_JAVA} or later is needed (Debian: default-jdk-headless); javac is ${version ?? 'not there'}`,
    );
  if (output('mvn', ['-v']) === undefined) throw new NotHere('Maven is needed (Debian: maven); mvn is not there');
};

/** Gets the validators of `pom.xml` from Maven's repository, compiles what calls them, and gives the class path. Throws NotHere where that cannot be. */
export const buildJava = (to: string): string => {
  seekTools();
  mkdirSync(join(to, 'classes'), { recursive: true });
  const file = join(to, 'classpath.txt');
  const maven = spawnSync(
    'mvn',
    [
      '-B',
      '-q',
      '-f',
      join(PROJECT, 'pom.xml'),
      'dependency:build-classpath',
      `-Dmdep.outputFile=${join(process.cwd(), file)}`,
    ],
    { encoding: 'utf8', timeout: MAVEN_MS },
  );
  if (maven.status !== 0)
    throw new NotHere(
      `Maven could not get what ${PROJECT}/pom.xml names within ${MAVEN_MS / 1000} s:\n${maven.stdout}`,
    );
  const classPath = `${join(to, 'classes')}:${readFileSync(file, 'utf8').trim()}`;
  const sources = globSync(`${PROJECT}/src/main/java/**/*.java`);
  const compiled = spawnSync(
    'javac',
    ['-Xlint:all,-path,-processing,-serial', '-Werror', '-d', join(to, 'classes'), '-cp', classPath, ...sources],
    {
      encoding: 'utf8',
    },
  );
  if (compiled.status !== 0) throw new Error(`${PROJECT} does not compile:\n${compiled.stderr}`);
  return classPath;
};

export interface Judged {
  readonly lines: readonly string[];
  readonly files: number;
  readonly faulty: number;
  readonly seconds: number;
}

/** Runs a validator over folders. Throws where it judged nothing. */
export const judge = (classPath: string, args: readonly string[]): Judged => {
  const begun = performance.now();
  const run = spawnSync('java', ['-Xmx2g', '-cp', classPath, 'vitalproof.validators.Main', ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const totals = /^judged (\d+), with errors (\d+)/m.exec(run.stdout);
  if (totals === null) throw new Error(`nothing was judged by ${args.join(' ')}:\n${run.stderr}`);
  return {
    lines: run.stdout.trim().split('\n'),
    files: Number(totals[1]),
    faulty: Number(totals[2]),
    seconds: Math.round((performance.now() - begun) / 1000),
  };
};
