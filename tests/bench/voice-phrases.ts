/**
 * Builds `core/voice/data/phrases.json`: how often the speakers of a folder say which phrase, and models write it.
 * `node tests/bench/voice-phrases.ts --data DIR [--out FILE]`, DIR with the layout `youtube/`, `dialogue/`,
 * `model-written/`. Only counts come out: phrases of at most four words of which each belongs to no topic, said by
 * several speakers.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { countPhrases, phraseWords } from './phrase-count.ts'
import { readScripts, readSpeakers } from './spoken-data.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } })
if (!values.data) throw new Error('Say where the transcripts are: --data DIR')
const out = values.out ?? new URL('../../core/voice/data/phrases.json', import.meta.url).pathname

const speakers = readSpeakers(values.data).map(phraseWords)
const scripts = readScripts(values.data, ['generic', 'rewrite'])
const file = countPhrases(speakers, scripts, new Date().toISOString().slice(0, 10))
const sections = Object.entries(file).map(([key, value]) => `  ${JSON.stringify(key)}: ${laidOut(value)}`)
const text = `{\n${sections.join(',\n')}\n}\n`
writeFileSync(out, text)
process.stdout.write(
  `${JSON.stringify({ bytes: text.length, ...file.speech, scripts: file.models.scripts, poor: file.poor.split(' ').length, plain: file.plain.split(' ').length, heads: Object.keys(file.phrases).length, habits: file.habits.length })}\n`,
)

/** A line for each entry, so that a new building of it shows as a readable difference. */
function laidOut(value: unknown): string {
  if (Array.isArray(value)) return `[\n    ${value.map(inLine).join(',\n    ')}\n  ]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = Object.entries(value).map(([key, entry]) => `    ${JSON.stringify(key)}: ${lines(entry)}`)
  return `{\n${inner.join(',\n')}\n  }`
}

function inLine(entry: unknown): string {
  return Array.isArray(entry)
    ? `[${entry.map(each => JSON.stringify(each)).join(', ')}]`
    : JSON.stringify(entry)
}

function lines(entry: unknown): string {
  if (!Array.isArray(entry)) return JSON.stringify(entry)
  return `[\n      ${entry.map(each => JSON.stringify(each)).join(',\n      ')}\n    ]`
}
