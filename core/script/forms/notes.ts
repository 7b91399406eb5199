import type { Citation } from '../../contract/brief.ts'
import type { ScriptState, Sentence } from '../../contract/script.ts'
import { spokenOf } from '../order.ts'
import { clock } from './clock.ts'

/** A place in a source that sentences of the script lean on, with its number among the notes, from 1. */
export interface Note {
  number: number
  citation: Citation
  /** quoted: the sentence has these words · follows: it says in other words what a model read there. */
  how: 'quoted' | 'follows'
}

export interface Notes {
  /** In the order in which they are first spoken. */
  all: Note[]
  of(sentence: Sentence): Note[]
}

/** The notes of a script: a place that is used twice is one note. */
export function notesOf(state: ScriptState): Notes {
  const byPlace = new Map<string, Note>()
  const bySentence = new Map<string, Note[]>()
  for (const sentence of spokenOf(state)) {
    const how = sentence.ledger.standing === 'paraphrase' ? 'follows' : 'quoted'
    const own: Note[] = []
    for (const citation of sentence.ledger.citations) {
      const place = `${how} ${citation.sourceId} ${citation.start} ${citation.end}`
      const note = byPlace.get(place) ?? { number: byPlace.size + 1, citation, how }
      byPlace.set(place, note)
      if (!own.includes(note)) own.push(note)
    }
    bySentence.set(sentence.id, own)
  }
  return { all: [...byPlace.values()], of: sentence => bySentence.get(sentence.id) ?? [] }
}

/** "Sponge cities, 7:12", "Stormwater, p. 3" */
export function placeName({
  sourceTitle,
  startMs,
  page,
}: Pick<Citation, 'sourceTitle' | 'startMs' | 'page'>): string {
  if (startMs !== null) return `${sourceTitle}, ${clock(startMs)}`
  return page === null ? sourceTitle : `${sourceTitle}, p. ${page}`
}
