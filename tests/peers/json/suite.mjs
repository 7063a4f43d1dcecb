// Writes down what the tests of jsonrepair hand to it and what they expect, as JSON lines:
//   node suite.mjs FOLDER CHECKOUT CASES
// FOLDER has esbuild in its node_modules, CHECKOUT is a checkout of jsonrepair.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [folder, checkout, out] = process.argv.slice(2)
const { build } = createRequire(join(folder, 'package.json'))('esbuild')
const here = dirname(fileURLToPath(import.meta.url))
const bundle = join(folder, 'suite.bundle.mjs')

await build({
  stdin: {
    contents: "import './src/index.test.ts'; export { cases, tally } from 'vitest'",
    resolveDir: checkout
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'error',
  // The package says that its modules do nothing by being imported; its tests do.
  ignoreAnnotations: true,
  outfile: bundle,
  alias: { vitest: join(here, 'vitest.mjs') }
})
const { cases, tally } = await import(pathToFileURL(bundle))
writeFileSync(out, [...cases.values()].map(one => JSON.stringify(one) + '\n').join(''))
console.log(`${tally.tests} tests, ${tally.failed} of them failed`)
