import type { Citation } from '../../core/contract/brief.ts'
import type { Source } from '../../core/contract/source.ts'
import { citableSource, cite } from '../../core/evidence/cite.ts'
import { whoSays } from '../../core/evidence/who-says.ts'
import { overlapsAny, withholdInTurns } from '../../core/machine-words/withhold.ts'
import { sentences } from '../../core/passages/sentences.ts'
import type { SourceText } from '../sources/texts.ts'

/** An answer of the creator's, sentence by sentence. */
export interface Told {
  sourceId: string
  /** What was asked; null where nobody did. */
  question: string | null
  sentences: Citation[]
}

const MOST = 8
const MOST_SENTENCES = 8
const MOST_CHARS = 400

/** What the creator told themselves, newest first: an answer is cut into its sentences, word for word. */
export async function toldBy(
  texts: SourceText[],
  sources: Source[],
  rest: () => Promise<void>,
): Promise<Told[]> {
  const told: Told[] = []
  for (const text of texts
    .filter(({ kind }) => kind === 'knowledge')
    .reverse()
    .slice(0, MOST)) {
    const withheld = await withholdInTurns(text.text, rest)
    const citable = citableSource({ ...text, who: whoSays(text), withheld })
    const cut = [...sentences(text.text, text.language)]
      .filter(range => range.end - range.start >= 12 && range.end - range.start <= MOST_CHARS)
      .filter(range => !overlapsAny(withheld.ranges, range))
      .slice(0, MOST_SENTENCES)
    if (cut.length === 0) continue
    told.push({
      sourceId: text.id,
      question: sources.find(({ id }) => id === text.id)?.question ?? null,
      sentences: cut.map(({ start, end }) => cite(citable, start, end)),
    })
  }
  return told
}
