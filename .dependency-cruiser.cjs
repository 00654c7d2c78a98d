/**
 * The import law of the house: imports run one way only, downhill. Type-only imports count too.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const room = (name, mayNot, comment) => ({
  name,
  comment,
  severity: 'error',
  ...mayNot,
});

const rooms = ['contract', 'simulator', 'reference-impl', 'conformance', 'reports', 'cli'];
const except = (...allowed) => rooms.filter((r) => !allowed.includes(r));
const only = (from, ...allowed) =>
  room(
    `${from}-imports-only`,
    { from: { path: `^${from}/` }, to: { path: `^(${except(from, ...allowed).join('|')})/` } },
    `${from} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}`,
  );

module.exports = {
  forbidden: [
    only('contract'),
    only('simulator', 'contract'),
    only('reference-impl', 'contract'),
    room(
      'conformance-imports-only',
      {
        from: { path: '^conformance/', pathNot: '^conformance/selftest/' },
        to: { path: '^(reference-impl|reports|cli)/' },
      },
      'conformance may import contract and simulator; only conformance/selftest may import reference-impl, to break it on purpose',
    ),
    room(
      'selftest-imports-only',
      { from: { path: '^conformance/selftest/' }, to: { path: '^(reports|cli)/' } },
      'the self-test breaks the reference; it reports nothing itself',
    ),
    room(
      'reports-import-only',
      {
        from: { path: '^reports/' },
        to: { path: '^(simulator|reference-impl|cli|conformance/(?!history/|verdict/))' },
      },
      'reports know the verdict and history types of conformance, no SUT and no simulator',
    ),
    room(
      'oracle-imports-only',
      {
        from: { path: '^conformance/oracle/', pathNot: '\\.test(-helper)?\\.ts$' },
        to: {
          path: '^(contract|simulator|reference-impl|conformance|reports|cli)/',
          pathNot: '^(contract/domain/|contract/codes/|conformance/history/lines\\.ts$|conformance/oracle/)',
        },
      },
      'the oracle is the only judge: it shares data with what it judges, never logic',
    ),
    room(
      'naive-imports-only',
      {
        from: { path: '^conformance/naive/', pathNot: '\\.test\\.ts$|/scene\\.test-helper\\.ts$' },
        to: {
          path: '^(contract|simulator|reference-impl|conformance|reports|cli)/',
          pathNot:
            '^(contract/domain/|contract/codes/|conformance/history/lines\\.ts$|conformance/oracle/expectations\\.ts$|conformance/naive/)',
        },
      },
      'the naive oracle is a second reading of the contract: it shares no rule with the first',
    ),
    room(
      'oracle-is-pure',
      { from: { path: '^conformance/oracle/', pathNot: '\\.test\\.ts$' }, to: { dependencyTypes: ['core'] } },
      'the oracle does no input or output',
    ),
    room(
      'no-cycles',
      { from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
      'no import cycles',
    ),
    room(
      'no-undeclared',
      { from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] } },
      'every package is declared',
    ),
    room(
      'no-dev-at-run-time',
      {
        from: {
          path: '^(contract|simulator|reference-impl|conformance|reports|cli)/',
          pathNot: '\\.(test|bench)\\.ts$|\\.test-helper\\.ts$',
        },
        to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
      },
      'the product needs no development dependency',
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|dist|scenarios/load)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
