import type { Rewrite } from '../../core/contract/draft.ts'
import { limitsOfScript, type Sentence } from '../../core/contract/script.ts'
import { changedFacts } from '../../core/script/changed-facts.ts'
import { claimed } from '../../core/script/ledger.ts'
import type { DraftSource } from './desk.ts'
import type { WrittenSentence } from './draft-lines.ts'
import type { Judges } from './judges.ts'
import { plainWords } from './plain-words.ts'
import { copiesFrom, outsideQuotes } from './source-copies.ts'
import { standingOf } from './standing.ts'

export type Change = Rewrite['changes'][number]

export interface CheckedRewrite {
  changes: Change[]
  /** Numbers, dates and names that none of the new words has. */
  lost: string[]
  dropped: number
}

interface Checking {
  sources: readonly DraftSource[]
  /** null: nothing is held against the creator's own videos. */
  judges: Judges | null
  name: string
}

const MOST_MARK = 300

/** What each sentence becomes, with what backs it and what is to be looked at before it is taken. */
export function checkRewrite(
  sentences: readonly Sentence[],
  written: ReadonlyMap<number, readonly WrittenSentence[]>,
  { sources, judges, name }: Checking,
): CheckedRewrite {
  let dropped = 0
  const changes = sentences.flatMap((sentence, at): Change[] => {
    const becomes = written.get(at + 1)
    if (!becomes) return []
    const made = becomes.flatMap(({ text, quotes }) => {
      const words = plainWords(text, limitsOfScript.sentenceChars)
      if (!/[\p{L}\p{N}]/u.test(words)) return []
      const stood = standingOf({ text: words, quotes }, sources, name)
      dropped += stood.dropped
      return [
        {
          text: words,
          ledger: quotes.length > 0 ? stood.ledger : carriedOver(sentence, words, stood.ledger),
        },
      ]
    })
    if (made.length === 1 && made[0]!.text === sentence.text) return []
    return [
      { sentenceId: sentence.id, was: sentence.text, base: sentence.revision, becomes: made, marks: [] },
    ]
  })
  const now = sentences.map(
    ({ id, text }) =>
      changes
        .find(each => each.sentenceId === id)
        ?.becomes.map(made => made.text)
        .join(' ') ?? text,
  )
  const [before, after] = [sentences.map(({ text }) => text).join(' '), now.join(' ')]
  const { lost } = changedFacts(before, after)
  for (const change of changes) {
    const words = change.becomes.map(({ text }) => text)
    const cited = change.becomes.flatMap(({ ledger }) => ledger.citations.map(({ anchor }) => anchor.exact))
    const own = changedFacts(change.was, words.join(' '))
    const gone = own.lost.filter(each => lost.includes(each))
    const came = changedFacts(before, words.join(' ')).gained.filter(
      each => !cited.some(text => text.includes(each)),
    )
    const copied = [
      ...(judges?.copied(words.join(' ')) ?? []).map(text => ({ text, from: 'your own videos' })),
      ...copiesFrom(words.flatMap(outsideQuotes), sources).map(({ text, from }) => ({
        text,
        from: `“${from}”`,
      })),
    ]
    change.marks = [
      ...gone.map(each => `“${each}” is not in the new words.`),
      ...came.map(each => `“${each}” is new, and no passage beside it says it.`),
      ...copied.map(
        ({ text, from }) => `More than twelve words in a row stand so in ${from}: “${text.slice(0, 120)}…”`,
      ),
    ]
      .map(mark => mark.slice(0, MOST_MARK))
      .slice(0, 20)
  }
  return { changes, lost, dropped }
}

/** Where a new sentence comes without a quote, what backed the old one is held against the new words. */
function carriedOver({ ledger }: Sentence, text: string, fresh: Change['becomes'][number]['ledger']) {
  if (fresh.standing !== 'open' || ledger.citations.length === 0) return fresh
  const { standing, citations, why } = ledger
  return claimed(
    text,
    { standing: standing === 'quoted' ? 'paraphrase' : standing, citations, why },
    'machine',
  )
}
