import type { LedgerEntry, Sentence } from '../../../core/contract/script.ts'
import type { SearchHit } from '../../../core/contract/search.ts'
import { citableSource } from '../../../core/evidence/cite.ts'
import { whoSays } from '../../../core/evidence/who-says.ts'
import { putBehind } from '../../../core/script/put-behind.ts'
import { usePanel } from '../panel-context.ts'
import type { ScriptDocument } from '../script/script-world.ts'

/** The sentence of a script that something is looked for to stand behind. */
export interface Backed {
  document: ScriptDocument
  sentenceId: string
}

/** What a sentence is, once a passage stands behind it, as said in passing. */
export function backedWords({ standing, why }: LedgerEntry): string {
  if (standing === 'open') return `The passage stands behind it, and it is still open: ${why}`
  if (standing === 'paraphrase') return 'A paraphrase now: you say that this passage says so'
  return standing === 'own_knowledge' ? 'Your own knowledge now, by your answer' : `Quoted now. ${why}`
}

/** Why a passage cannot stand behind a sentence of this project; null where it can. */
export function whyNotBehind({ place }: Pick<SearchHit, 'place'>, projectId: string): string | null {
  if (place.of === 'channel')
    return 'Said in your own video: only a source of this project can back the sentence.'
  return place.projectId === projectId
    ? null
    : 'Of another project: clip it into this one, and it can back the sentence.'
}

/**
 * Puts a passage that was found behind a sentence, as one step of undo: what the sentence is then is said by its words
 * alone.
 * @param close closes the search, so that the focus is back before what was found may go
 */
export function useBacking(
  backed: Backed | null,
): ((hit: SearchHit, close: () => void) => Promise<void>) | null {
  const { world, feedback } = usePanel()
  if (!backed) return null
  const { document, sentenceId } = backed
  const failed = (text: string) => feedback.toast({ tone: 'bad', text })
  return async ({ place, text, start, end }, close) => {
    if (place.of !== 'source') return
    const opened = await world.openSource(place.sourceId)
    if (!opened.ok) return failed(opened.error.message)
    const sentence: Sentence | undefined = document.state.peek().sentences[sentenceId]
    if (!sentence || sentence.removed) return failed('The sentence is not in the script any more.')
    const { id, title, kind, url, author, site, transcript, pageStarts } = opened.value
    const source = citableSource({
      ...{ id, title, kind, url, transcript, pageStarts, text: opened.value.text },
      videoId: opened.value.kind === 'video' ? opened.value.videoId : null,
      who: whoSays({ author, site }),
    })
    const ledger = putBehind(sentence.text, sentence.ledger, source, { start, end, text })
    if (!ledger) return failed(`These words do not stand in “${title}” as it is now. Search again.`)
    close()
    document.change([{ do: 'sentence.ledger', sentenceId, ledger, base: sentence.revision }])
    feedback.toast({ tone: 'calm', text: backedWords(ledger), undo: () => document.undo() })
  }
}
