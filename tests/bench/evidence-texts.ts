import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decodeEntities } from '../../core/transcript/entities.ts'
import { parseCaptions } from '../../core/transcript/parse.ts'
import { transcriptText } from '../../core/transcript/text.ts'

/** A text as the product would store it, from a file or a record of one. */
export interface BenchText {
  name: string
  text: string
}

const CAPTIONS = new Set(['.srt', '.vtt', '.sbv', '.ttml'])
/** Fewer words give no quotes. */
const LEAST_WORDS = 60

/** Every text of a folder at any depth, in the order of their names. What is no text is passed over. */
export function readTexts(folder: string): BenchText[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? readTexts(path) : entry.isFile() ? textsOf(path) : []
    })
    .filter(({ text }) => (text.match(/\S+/g)?.length ?? 0) >= LEAST_WORDS)
}

function textsOf(path: string): BenchText[] {
  const gzipped = path.endsWith('.gz')
  const name = gzipped ? path.slice(0, -3) : path
  const kind = extname(name).toLowerCase()
  const body = () => (gzipped ? gunzipSync(readFileSync(path)) : readFileSync(path))
  const of = (text: string) => [{ name: path, text: text.replaceAll('\0', '') }]
  if (kind === '.txt' || kind === '.md') return of(body().toString('utf8'))
  if (CAPTIONS.has(kind)) {
    const captions = parseCaptions(body())
    return captions.ok ? of(transcriptText(captions.value.transcript).text) : []
  }
  if (kind === '.html' || kind === '.htm') return of(textOfHtml(body().toString('utf8')))
  if (kind === '.json') return textsOfJson(path, parsed(body().toString('utf8')))
  if (kind === '.jsonl') {
    const lines = body().toString('utf8').split('\n')
    return lines.flatMap((line, at) => textsOfJson(`${path}:${at + 1}`, parsed(line)))
  }
  return []
}

/** Records with an `articleBody`, a `text` or `sentences`, however deep; else nothing. */
function textsOfJson(name: string, value: unknown): BenchText[] {
  if (Array.isArray(value)) return value.flatMap((each, at) => textsOfJson(`${name}/${at}`, each))
  if (typeof value !== 'object' || value === null) return []
  const record = value as Record<string, unknown>
  for (const key of ['articleBody', 'text', 'sentences'] as const) {
    const said = record[key]
    if (typeof said === 'string') return [{ name, text: said }]
    if (Array.isArray(said) && said.every(each => typeof each === 'string'))
      return [{ name, text: said.join(' ') }]
  }
  return Object.entries(record).flatMap(([key, each]) => textsOfJson(`${name}/${key}`, each))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** Good enough where nobody wrote the true text down: the bench measures quotes, not extraction. */
function textOfHtml(html: string): string {
  return decodeEntities(
    html
      .replace(/<(script|style|noscript|template|svg)\b[\s\S]*?<\/\1>/gi, ' ')
      .replace(/<\/(p|div|li|h\d|tr|section|article)>|<br\s*\/?>/gi, '\n\n')
      .replace(/<[^>]+>/g, ' ')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/\n\s*\n/g, '\n\n'),
  )
}
