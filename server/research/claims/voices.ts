import { nearlySame } from '../../../core/evidence/fingerprint.ts'
import { normalForm } from '../../../core/evidence/normal-form.ts'
import type { SourceText } from '../../sources/texts.ts'
import type { Sentence } from '../material.ts'

/** Who speaks: sources that are one text, or parts of one page or video, are one voice and count once. */
export interface Voices {
  /** The voice of each source, by number: the number of its first source. */
  of: number[]
  /** Sources of one voice whose texts are the same though their places are not: their numbers, two or more. */
  copies: number[][]
}

/** Of its sentences, so many word for word in the other: a news agency's story with another headline. */
const SAME_SENTENCES = 0.6
const FEWEST_SENTENCES = 5
/** A sentence this long is nobody's by chance. */
const TELLING_WORDS = 9

/** @param sentences of all the sources */
export function voicesOf(
  sources: Pick<SourceText, 'url' | 'canonicalUrl' | 'videoId' | 'contentHash' | 'fingerprint' | 'text'>[],
  sentences: Sentence[],
): Voices {
  const of = sources.map((_, i) => i)
  const copies = new Map<number, Set<number>>()
  const said = sources.map(() => new Set<string>())
  for (const { source, text, words } of sentences) {
    if (words >= TELLING_WORDS) said[source]!.add(sayingOf(text))
  }
  sources.forEach((source, i) => {
    for (let j = 0; j < i; j++) {
      const other = sources[j]!
      const place = samePlace(source, other)
      if (!place && !sameText(i, j)) continue
      const first = of[j]!
      const gone = of[i]!
      of.forEach((voice, at) => {
        if (voice === gone) of[at] = first
      })
      if (!place)
        copies.set(first, new Set([...(copies.get(first) ?? []), ...(copies.get(gone) ?? []), i, j]))
    }
  })
  return { of, copies: [...copies.values()].map(set => [...set].sort((a, b) => a - b)) }

  function sameText(i: number, j: number): boolean {
    const [a, b] = [sources[i]!, sources[j]!]
    if (a.contentHash && a.contentHash === b.contentHash) return true
    if (a.text === b.text || nearlySame(a.fingerprint, b.fingerprint)) return true
    const least = Math.min(said[i]!.size, said[j]!.size)
    return least >= FEWEST_SENTENCES && said[i]!.intersection(said[j]!).size >= SAME_SENTENCES * least
  }
}

/** A selection of a page and a moment of a video say nothing that their page or video does not. */
function samePlace(a: Pick<SourceText, 'url' | 'canonicalUrl' | 'videoId'>, b: typeof a): boolean {
  if (a.videoId || b.videoId) return a.videoId === b.videoId
  const bare = (url: string) => url.replace(/#.*$/s, '').replace(/\/$/, '')
  return !a.url.startsWith('file:') && bare(a.canonicalUrl) === bare(b.canonicalUrl)
}

/** For telling whether two sentences are one, word for word. */
const sayingOf = (text: string): string =>
  normalForm(text)
    .text.replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()

/** The same long sentence word for word is one voice wherever it stands: somebody copied it. */
export function countVoices(spoken: { source: number; text: string }[], { of }: Voices): number {
  const heard = new Set<number>()
  const sayings = new Set<string>()
  let count = 0
  for (const { source, text } of spoken) {
    const saying = text.split(/\s+/).length >= TELLING_WORDS ? sayingOf(text) : ''
    if (!heard.has(of[source]!) && !(saying !== '' && sayings.has(saying))) count++
    heard.add(of[source]!)
    if (saying) sayings.add(saying)
  }
  return count
}
