/** What `npm pack --json` says of a package. Sizes in bytes. */
export interface Packed {
  readonly filename: string;
  readonly version: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Our own code, installed: less than this. */
export const MOST_BYTES = 10_000_000;

/** What is needed at run time, or promised: one of each kind. */
const NEEDED: readonly RegExp[] = [
  /^bin\/vitalproof\.js$/,
  /^dist\/cli\/main\.js$/,
  /^dist\/types\/simulator\/index\.d\.ts$/,
  /^dist\/types\/conformance\/index\.d\.ts$/,
  /^dist\/scenarios\/limits-changed\.yaml$/,
  /^dist\/scenarios\/scenario\.schema\.json$/,
  /^dist\/scenarios\/load\/smoke\.ts$/,
  /^dist\/conformance\/history\/history\.schema\.json$/,
  /^dist\/conformance\/sut\/profile\.schema\.json$/,
  /^dist\/conformance\/sender\/sender-profile\.schema\.json$/,
  /^dist\/contract\/requirements\/.*\.yaml$/,
  /^dist\/contract\/wire\/ports\/schemas\/hello\.schema\.json$/,
  /^docs\/README\.md$/,
  /^docs\/requirements\.md$/,
  /^examples\/receiver-python\/receiver\.py$/,
  /^examples\/adapter-kit\/vitalproof_adapter\.py$/,
  /^(?:README|CHANGELOG|SECURITY|CONTRIBUTING)\.md$/,
  /^LICENSE$/,
];

/** What only who works on the package has a use for. Sources in TypeScript are shipped for k6 alone, which compiles them itself. */
const UNWANTED: readonly RegExp[] = [
  /\.test(?:-helper)?\./,
  /\.(?:tgz|pyc|ndjson|pem|db)$/,
  /^(?!dist\/scenarios\/load\/|dist\/simulator\/|examples\/).*(?<!\.d)\.ts$/,
  /(?:^|\/)(?:node_modules|runs|__pycache__|\.cache)\//,
];

/** What is wrong with what is packed; none where it is sound. */
export const packProblems = ({ files, unpackedSize }: Packed): readonly string[] => {
  const paths = files.map(({ path }) => path);
  const largest = files.toSorted((a, b) => b.size - a.size).slice(0, 5);
  return [
    ...NEEDED.filter((needed) => !paths.some((path) => needed.test(path))).map(
      ({ source }) => `nothing is like ${source}`,
    ),
    ...paths
      .filter((path) => UNWANTED.some((unwanted) => unwanted.test(path)))
      .map((path) => `does not belong: ${path}`),
    ...(unpackedSize < MOST_BYTES
      ? []
      : [
          `${unpackedSize} bytes installed, expected less than ${MOST_BYTES}; largest: ${largest.map(({ path, size }) => `${path} ${size}`).join(', ')}`,
        ]),
  ];
};
