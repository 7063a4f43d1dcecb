// Stands in for vitest when the tests of jsonrepair are run to see what they hand to it and what they expect; see
// suite.mjs. Only what those tests use is here.
import { deepStrictEqual } from 'node:assert'

/** Text and expected result, null for an error, by the test that has it. */
export const cases = new Map()
/** How many tests ran and how many of them failed. */
export const tally = { tests: 0, failed: 0 }

const names = []
let calls = []

export function describe(name, body) {
  names.push(name)
  body()
  names.pop()
}

// The tests run once for each implementation; one is enough.
describe.each = implementations => (name, body) => describe(name, () => body(recorded(implementations[0])))

export function test(name, body) {
  calls = []
  tally.tests++
  try {
    body()
  } catch (error) {
    tally.failed++
    process.stderr.write(`${[...names, name].join(' > ')}: ${error.message}\n`)
    return
  }
  for (const [text, expected] of calls) {
    const key = JSON.stringify([text, expected])
    if (!cases.has(key)) {
      cases.set(key, { kind: [...names.slice(1), name].join(' > '), damaged: text, original: expected })
    }
  }
}

export function expect(actual) {
  return {
    toBe: expected => deepStrictEqual(actual, expected),
    toEqual: expected => deepStrictEqual(actual, expected),
    toThrow: expected => {
      let thrown
      try {
        actual()
      } catch (error) {
        thrown = error
      }
      deepStrictEqual(thrown?.message, expected.message)
    }
  }
}

function recorded({ jsonrepair, ...rest }) {
  return {
    ...rest,
    jsonrepair: text => {
      let result = null
      try {
        result = jsonrepair(text)
        return result
      } finally {
        calls.push([text, result])
      }
    }
  }
}
