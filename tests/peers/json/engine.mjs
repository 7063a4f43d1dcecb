// Runs josdejong/jsonrepair as Contest runs the Java engines:
//   node engine.mjs MODULE speed DOCUMENTS SECONDS OUT
//   node engine.mjs MODULE mend CASES ANSWERS
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const NAME = 'jsonrepair-js'
const [module, command, ...rest] = process.argv.slice(2)
const { jsonrepair } = await import(pathToFileURL(module))

/** The mended text; null if the engine refuses or fails. */
function repair(text) {
  try {
    return jsonrepair(text)
  } catch {
    return null
  }
}

/** MB/s, bytes in and bytes out. */
function rate(document, seconds) {
  const begin = process.hrtime.bigint()
  const end = begin + BigInt(Math.round(seconds * 1e9))
  let now
  let runs = 0
  do {
    Buffer.from(repair(document.toString('utf8')), 'utf8')
    runs++
    now = process.hrtime.bigint()
  } while (now < end)
  return (1e3 * runs * document.length) / Number(now - begin)
}

function speed(documents, seconds, out) {
  let table = ''
  for (const name of readdirSync(documents).sort()) {
    const document = readFileSync(join(documents, name))
    const first = repair(document.toString('utf8'))
    let speed = 'refused'
    if (first !== null) {
      writeFileSync(join(out, `${NAME}.${name}`), first)
      rate(document, seconds)
      speed = rate(document, seconds)
    }
    table += `${NAME}\t${name}\t${speed}\n`
  }
  writeFileSync(join(out, `${NAME}.speeds`), table)
}

function mend(cases, answers) {
  const lines = readFileSync(cases, 'utf8').split('\n').filter(line => line !== '')
  const mended = lines.map(line => repair(JSON.parse(line).damaged))
  writeFileSync(answers, mended.map(text => JSON.stringify(text === null ? {} : { text }) + '\n').join(''))
}

if (command === 'speed') {
  speed(rest[0], Number(rest[1]), rest[2])
} else {
  mend(rest[0], rest[1])
}
