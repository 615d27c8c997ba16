/**
 * Who may import whom. The folders are those of docs/architecture.md:
 * renderer -> shared <- electron/data; electron/main -> shared; data knows no Electron outside its hosts.
 */
const ROOMS = '^electron/data/([^/]+)/';
const SPEC = '[.]spec[.](ts|mjs|js)$';
const NODE_BUILTIN = { dependencyTypes: ['core'] };
/** The package, not our folder of that name. */
const ELECTRON = '^(electron$|node_modules/electron/)';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two modules that need each other are one, or miss a third.',
      from: {},
      to: { circular: true },
    },
    { name: 'not-found', severity: 'error', comment: 'An import must lead somewhere.', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      comment: 'A package is imported only if package.json names it.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'tools-stay-out-of-the-program',
      severity: 'error',
      comment: 'What is shipped must stand under "dependencies".',
      from: { path: '^(shared|electron|renderer)/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['^node_modules/(electron|@types)/'] },
    },

    // --- layers
    {
      name: 'shared-imports-nothing-of-the-platform',
      severity: 'error',
      comment: 'shared/ runs in every process: no Node, no Electron, no page.',
      from: { path: '^shared/', pathNot: SPEC },
      to: NODE_BUILTIN,
    },
    {
      name: 'shared-only-knows-shared',
      severity: 'error',
      comment: 'shared/ imports itself, zod and decimal.js, nothing else; what specs share may read the files that ship.',
      from: { path: '^shared/', pathNot: [SPEC, '/fixtures/'] },
      to: { pathNot: ['^shared/', '^node_modules/(zod|decimal[.]js)/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'shared-domain-is-the-core',
      severity: 'error',
      comment: 'Inside shared/, domain and errors import only domain, errors and util; the contract builds on them.',
      from: { path: '^shared/(domain|errors|util)/', pathNot: SPEC },
      to: { path: '^shared/', pathNot: '^shared/(domain|errors|util)/' },
    },
    {
      name: 'data-knows-no-electron',
      severity: 'error',
      comment: 'The data core is a plain Node library; only electron/data/hosts knows Electron.',
      from: { path: '^electron/data/', pathNot: '^electron/data/hosts/' },
      to: { path: ELECTRON },
    },
    {
      name: 'data-knows-no-window',
      severity: 'error',
      comment: 'The data core does not know main, preload or the page.',
      from: { path: '^electron/data/' },
      to: { path: '^(electron/(main|preload)|renderer)/' },
    },
    {
      name: 'main-calls-data-by-contract',
      severity: 'error',
      comment: 'main starts the data process and relays calls; it does not import its code (types of its hosts excepted).',
      from: { path: '^electron/main/', pathNot: SPEC },
      to: { path: '^electron/data/', pathNot: '^electron/data/hosts/' },
    },
    {
      name: 'main-knows-no-page',
      severity: 'error',
      comment: 'main and preload do not import the page.',
      from: { path: '^electron/(main|preload)/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'preload-is-one-bridge',
      severity: 'error',
      comment: 'preload imports electron and shared, nothing else.',
      from: { path: '^electron/preload/', pathNot: SPEC },
      to: { pathNot: ['^electron/preload/', '^shared/', ELECTRON] },
    },
    {
      name: 'page-has-no-node',
      severity: 'error',
      comment: 'The page is sandboxed: no Node, no Electron.',
      from: { path: '^renderer/', pathNot: SPEC },
      to: NODE_BUILTIN,
    },
    {
      name: 'page-knows-no-process',
      severity: 'error',
      comment: 'The page reaches the program only through the bridge; of preload it may take the type.',
      from: { path: '^renderer/', pathNot: SPEC },
      to: { path: ['^electron/(main|data)/', ELECTRON] },
    },
    {
      name: 'page-takes-only-the-type-of-the-bridge',
      severity: 'error',
      comment: 'Of preload the page may take the type, never the code.',
      from: { path: '^renderer/', pathNot: SPEC },
      to: { path: '^electron/preload/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sqlite-only-in-store',
      severity: 'error',
      comment: 'One folder opens databases.',
      from: { path: '^(shared|electron|renderer)/', pathNot: '^electron/data/store/' },
      to: { path: '^node_modules/better-sqlite3(-multiple-ciphers)?/' },
    },
    {
      name: 'sql-only-where-rows-live',
      severity: 'error',
      comment: 'Queries are written in store/, intake/ and files named *-repository.ts.',
      from: { path: '^(shared|electron|renderer)/', pathNot: ['^electron/data/(store|intake)/', '-repository[.]ts$', SPEC] },
      to: { path: '^node_modules/kysely/', dependencyTypesNot: ['type-only'] },
    },

    // --- front doors
    {
      name: 'data-rooms-have-a-front-door',
      severity: 'error',
      comment: 'Another room of electron/data is entered through its index.ts.',
      from: { path: ROOMS, pathNot: SPEC },
      to: { path: ROOMS, pathNot: [ROOMS.replace('([^/]+)', '$1'), '^electron/data/[^/]+/index[.]ts$'] },
    },
    {
      name: 'data-rooms-have-a-front-door-outside',
      severity: 'error',
      comment: 'From outside electron/data, too, a room is entered through its index.ts.',
      from: { path: '^(electron/main/|electron/preload/|shared/|renderer/|scripts/|e2e/|electron/data/[^/]+[.]ts$)', pathNot: SPEC },
      to: { path: ROOMS, pathNot: ['^electron/data/[^/]+/index[.]ts$', '^electron/data/hosts/'] },
    },
    {
      name: 'shared-rooms-have-a-front-door',
      severity: 'error',
      comment: 'A folder of shared/domain is entered through its index.ts.',
      from: { path: '^(electron|renderer|scripts|e2e)/', pathNot: SPEC },
      to: { path: '^shared/domain/[^/]+/', pathNot: '^shared/domain/[^/]+/index[.]ts$' },
    },

    // --- inside the page
    {
      name: 'ui-is-dumb',
      severity: 'error',
      comment: 'ui and charts show what they are given: no store, no call.',
      from: { path: '^renderer/src/(ui|charts)/', pathNot: SPEC },
      to: { path: '^renderer/src/', pathNot: '^renderer/src/(ui|charts|i18n)/' },
    },

    // --- the program does not lean on its tools
    {
      name: 'program-knows-no-scripts',
      severity: 'error',
      comment: 'Shipped code imports neither scripts nor end-to-end tests.',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: '^(scripts|e2e|eslint-rules)/' },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    // The launcher is no part of this package: it is packed into an Electron (scripts/setup/registry-runtime.ts).
    exclude: { path: '^(out|release|demo-output|test-results|scripts/setup/launcher)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.web.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default', 'require'],
      mainFields: ['module', 'main', 'types'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
