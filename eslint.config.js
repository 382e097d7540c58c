import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The house: what each folder of src may import from the others. A folder that is not named here imports
 * nothing but itself, the closed kinds of failure, and what front matter is. `vscode` and `extension.ts` see everything.
 */
const mayImport = {
  prompt: [],
  models: [],
  images: [],
  documents: [],
  disk: ['records/disk.ts', 'records/claims.ts', 'records/recordBook.ts'],
  runcomfy: ['models', 'generation/service.ts'],
  records: ['models', 'images', 'protocol.ts'],
  generation: ['models', 'records', 'images'],
  delivery: ['documents', 'images', 'records'],
  history: ['records', 'protocol.ts', 'keyOf.ts', 'pictureRange.ts'],
  orders: ['documents', 'records', 'generation', 'delivery'],
  webview: ['protocol.ts', 'keyOf.ts', 'pictureRange.ts', 'pictureTransfer.ts'],
};

/** The outside world: which folders alone may reach it. */
const outside = {
  vscode: ['vscode'],
  undici: ['runcomfy'],
  'node:fs': ['disk'],
  'node:fs/promises': ['disk'],
  'node:http': ['runcomfy'],
  'node:https': ['runcomfy'],
  'node:net': ['runcomfy'],
  'node:tls': ['runcomfy'],
  'node:child_process': [],
};

const folders = [...Object.keys(mayImport), 'vscode'];

const zones = Object.entries(mayImport).flatMap(([folder, allowed]) => [
  {
    target: `./src/${folder}`,
    from: './src',
    except: [folder, 'failure.ts', 'frontMatter.ts', ...allowed].map((name) => `./${name}`),
    message: `src/${folder} may import only: ${[folder, ...allowed].join(', ')}`,
  },
]);

const forbiddenOutside = folders.map((folder) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: Object.entries(outside)
          .filter(([, allowed]) => !allowed.includes(folder))
          .map(([name, allowed]) => ({
            name,
            message: allowed.length > 0 ? `Only src/${allowed.join(', src/')} may import it.` : 'Not in src.',
          })),
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist/', 'test/results/', '.cache/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/order': ['error', { alphabetize: { order: 'asc' }, 'newlines-between': 'never' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }] },
  },
  ...forbiddenOutside,
  {
    // Tests and tools print, and assert on what a parser gave them.
    files: ['test/**/*.ts', 'test/launch/*.js', '*.js'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Their tools ask for a default export.
    files: ['*.js', '**/vitest.config.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    // The bootstrap runs before anything is installed, types included.
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
);
