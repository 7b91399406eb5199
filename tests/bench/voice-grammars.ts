/**
 * Builds `core/voice/data/grammars.json`: which topic-poor word follows which in what people say and in what models
 * write. `node tests/bench/voice-grammars.ts --data DIR [--out FILE]`, DIR with the layout `youtube/`, `dialogue/`,
 * `model-written/`. Only counts come out.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import background from '../../core/voice/data/background.json' with { type: 'json' }
import { countGrammars } from './count-grammars.ts'
import { readScripts, readSpeakers } from './spoken-data.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } })
if (!values.data) throw new Error('Say where the transcripts are: --data DIR')
const out = values.out ?? new URL('../../core/voice/data/grammars.json', import.meta.url).pathname

const scripts = readScripts(values.data, ['generic', 'imitate', 'rewrite'])
const made = new Date().toISOString().slice(0, 10)
const file = countGrammars(background.features.words, readSpeakers(values.data), scripts, made)
const text = `${JSON.stringify(file, null, 1)}\n`
writeFileSync(out, text)
const lines = ({ follows }: typeof file.speech) => follows.map(each => each.length)
process.stdout.write(
  `${JSON.stringify({ bytes: text.length, speech: file.speech.words, models: file.models.words, histories: [lines(file.speech), lines(file.models)] })}\n`,
)
