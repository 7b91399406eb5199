import type { ClaimKind } from '../../../core/contract/findings.ts'
import { isPunctuated } from '../../../core/passages/caption-units.ts'
import type { Material } from '../material.ts'
import type { RankedSentence, Ranking } from '../ranking.ts'
import { SPONSORED, worthOf } from './claim-kind.ts'
import { type Names, namesOf } from './names.ts'
import { type Reading, readingOf } from './reading.ts'
import { spokenClaim } from './spoken-claim.ts'

/** A statement of a source, read. */
export interface Said {
  sentence: RankedSentence
  source: number
  /** Characters of the source's plain text: its sentence, or the part of a spoken stretch that could be one. */
  start: number
  end: number
  text: string
  reading: Reading
  kind: ClaimKind
  /** 0: nothing that needs checking, but it may stand behind another that says so. */
  worth: number
}

/** A read for a sponsor goes on around the sentences that give it away, some half a minute of speech. */
const SPONSOR_CHARS = 450
const SIGNS_APART = 40

/** Every statement of the material, in its order. @param breathe awaited now and then */
export async function readStatements(
  { sources }: Material,
  { sentences }: Ranking,
  breathe: () => Promise<void>,
): Promise<{ said: Said[]; names: Names }> {
  const languageOf = (source: number) => sources[source]!.language
  const names = namesOf(sentences, languageOf)
  const unpunctuated = sources.map(
    ({ transcript, quoted }) => transcript !== null && !isPunctuated(quoted.text),
  )
  const sold = sources.map(({ quoted }) => isSold(quoted.text))
  const said: Said[] = []
  for (const [i, sentence] of sentences.entries()) {
    if (i % 200 === 199) await breathe()
    const { source } = sentence
    const { quoted } = sources[source]!
    const spoken = unpunctuated[source]!
    const part = spoken
      ? spokenClaim(sentence.text, quoted.text.slice(Math.max(0, sentence.start - 40), sentence.start))
      : { start: leadIn(sentence.text, sources[source]!.transcript !== null), end: sentence.text.length }
    const range = part ?? { start: 0, end: sentence.text.length }
    const text = quoted.text.slice(sentence.start + range.start, sentence.start + range.end)
    const reading = readingOf(text, languageOf(source), names)
    const { kind, worth } = worthOf(text, reading.figures, reading.names.size)
    const usable =
      part !== null && !sold[source]!(sentence.start, sentence.end) && new Set(reading.terms).size >= 3
    said.push({
      sentence,
      source,
      start: sentence.start + range.start,
      end: sentence.start + range.end,
      text,
      reading,
      kind,
      worth: usable ? worth * sentence.quality * (spoken ? 0.65 : 1) : 0,
    })
  }
  return { said, names }
}

/** «WASHINGTON (AP) — », «(Reuters) – », «* »: where a report comes from says nothing of what it reports. */
function leadIn(text: string, spoken: boolean): number {
  if (spoken)
    return (
      /^(?:(?:um+|uh+|er|so|and|but|well|now|okay|ok|right|yeah|yes|look|again|also|you know|i mean|>>+|\[[^\]]{1,30}\]),? )+/i.exec(
        text,
      )?.[0].length ?? 0
    )
  const lead =
    /^(?:[*•·–—-]\s+)?(?:(?:\p{Lu}[\p{Lu} .,'’-]{2,40})?(?:\([\p{L} .]{2,20}\))?\s?[—–-]{1,2}\s+(?=\p{Lu}))?/u.exec(
      text,
    )
  return lead?.[0].length ?? 0
}

/** Two signs of selling close together make a read; one alone is only its sentence. */
function isSold(text: string): (start: number, end: number) => boolean {
  const signs = [...text.matchAll(new RegExp(SPONSORED, 'gi'))].map(({ index }) => index)
  return (start, end) => {
    const near = signs.filter(at => at > start - SPONSOR_CHARS && at < end + SPONSOR_CHARS)
    return near.length >= 2 && near.at(-1)! - near[0]! > SIGNS_APART
  }
}
