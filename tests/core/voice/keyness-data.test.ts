import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { g2, logOdds } from '../../../core/voice/keyness.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { phraseHits, phraseIndex } from '../../../core/voice/phrase-hits.ts'
import { root } from '../../support/stage.ts'

const folder = join(root, '..', 'shared', 'data', 'voice', 'youtube')
const index = phraseIndex({
  feel: ['i feel like'],
  ahead: ['go ahead and'],
  see: ['as you can see'],
  know: ['you know'],
})
/** Whose phrase it is, and how often they and all the others said it, with z and G² of the reference run. */
const reference = [
  ['lily-pebbles', 'feel', 68, 63, 16.3, 226.5],
  ['nate-herk', 'ahead', 110, 80, 18.5, 315.6],
  ['nate-herk', 'see', 51, 34, 12.6, 151.3],
  ['rob-walling', 'know', 349, 1_042, 27.0, 580.1],
] as const

describe.skipIf(!existsSync(folder))(
  'keyness on the transcripts beside the repository, where they are',
  () => {
    const creators = existsSync(folder)
      ? readdirSync(folder).map(name => {
          const counts = new Map<string, number>()
          let words = 0
          for (const file of readdirSync(join(folder, name))) {
            const body = readFileSync(join(folder, name, file), 'utf8')
            const captions = file.endsWith('.srt') ? parseCaptions(body) : null
            const text = captions?.ok
              ? captions.value.transcript.segments.map(segment => segment.text).join(' ')
              : body
            const said = normalWords(text)
            words += said.length
            for (const [phrase, at] of phraseHits(said, index))
              counts.set(phrase, (counts.get(phrase) ?? 0) + at.length)
          }
          return { name, words, counts }
        })
      : []

    it.each(reference)(
      'of %s for “%s” is that of the reference run',
      (name, phrase, own, theirs, z, likelihood) => {
        const creator = creators.find(each => each.name === name)!
        const rest = creators.filter(each => each !== creator)
        const sum = (list: number[]) => list.reduce((total, each) => total + each, 0)
        const counts = {
          count: creator.counts.get(phrase)!,
          words: creator.words,
          others: sum(rest.map(each => each.counts.get(phrase) ?? 0)),
          othersWords: sum(rest.map(each => each.words)),
        }
        expect(counts.count).toBe(own)
        // One phrase in eighty goes over the border of two captions, or does not, by how a file is read.
        expect(Math.abs(counts.others - theirs)).toBeLessThanOrEqual(1)
        expect(logOdds(counts).z).toBeCloseTo(z, 0)
        expect(Math.abs(g2(counts) - likelihood)).toBeLessThan(likelihood * 0.01)
      },
    )
  },
)
