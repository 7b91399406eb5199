import type { TransactionSql } from 'postgres'
import { type CitableSource, citableSource } from '../../core/evidence/cite.ts'
import { whoSays } from '../../core/evidence/who-says.ts'
import { sourceStamps, sourceTextsOf } from '../sources/texts.ts'

/** Characters of sources that are kept ready for looking quotes up: some ten bytes each. */
const MOST_CHARS = 8_000_000

/** Sources as this process has read them last, by what they are and when they were clipped. */
const ready = new Map<string, CitableSource>()
let chars = 0

/**
 * All of a project's sources that have words, as something to quote from. A typed word does not read them again.
 * Beyond some eight million characters in all, those that were clipped first.
 */
export async function sourcesAtHand(tx: TransactionSql, projectId: string): Promise<CitableSource[]> {
  const stamps = await sourceStamps(tx, projectId)
  let sum = 0
  const wanted = stamps.filter(stamp => {
    sum += stamp.chars
    return sum <= MOST_CHARS
  })
  const missing = wanted.filter(({ stamp }) => !ready.has(stamp)).map(({ id }) => id)
  const texts = missing.length > 0 ? await sourceTextsOf(tx, missing) : []
  const read = new Map(texts.map(text => [text.id, citableSource({ ...text, who: whoSays(text) })]))
  return wanted.flatMap(({ id, stamp }) => {
    const source = ready.get(stamp) ?? read.get(id)
    if (!source) return []
    keep(stamp, source)
    return source
  })
}

function keep(stamp: string, source: CitableSource): void {
  const size = source.quoted.text.length
  if (ready.delete(stamp)) chars -= size
  ready.set(stamp, source)
  chars += size
  for (const [oldest, { quoted }] of ready) {
    if (chars <= MOST_CHARS) break
    ready.delete(oldest)
    chars -= quoted.text.length
  }
}
