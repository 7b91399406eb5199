import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BackgroundData } from '../../../core/voice/background.ts'
import background from '../../../core/voice/data/background.json' with { type: 'json' }
import { openMeter } from '../../../core/voice/meter.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { bestFirst } from '../../../core/voice/rerank.ts'
import { Cohort } from '../../../core/voice/scorer.ts'
import { openSecondJudge } from '../../../core/voice/second-judge.ts'
import { spokenOf } from '../../../core/voice/spoken.ts'
import { voiceModel } from '../../../core/voice/voice-model.ts'
import { countGrammars, spokenWords } from '../../bench/count-grammars.ts'
import { readScripts, readSpeakers } from '../../bench/spoken-data.ts'
import { root } from '../../support/stage.ts'

const folder = join(root, '..', 'shared', 'data', 'voice')
const data = background as unknown as BackgroundData
const FOLDS = 3
/** Words of a drafted beat. */
const PASSAGE = 200

/**
 * Three drafts of a beat each, as a model wrote them: one that imitates the creator, one that nobody asked for a style,
 * one that imitates another. Who is measured stands in no reference: neither their transcripts nor the scripts that are
 * judged, in the background of the meter or in the grammars of the second judge.
 */
function recordedDrafts() {
  const speakers = readSpeakers(folder, ['youtube'])
  const scripts = readScripts(folder, ['generic', 'imitate', 'rewrite'])
  const genres: Record<string, string> = JSON.parse(readFileSync(join(folder, 'genres.json'), 'utf8'))
  const drafts: { creator: string; meter: number[]; second: number[]; order: number[] }[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const here = speakers.filter((_, at) => at % FOLDS === fold)
    const isHere = (id: string | null) => here.some(each => each.id === id)
    // Every third generic script belongs to this fold.
    const generic = scripts.filter(({ kind }) => kind === 'generic')
    const judged = generic.filter((_, at) => at % FOLDS === fold)
    const grammars = countGrammars(
      data.features.words,
      speakers.filter(({ id }) => !isHere(id)),
      scripts.filter(each => !judged.includes(each) && !isHere(each.creator)),
      '',
    )
    for (const creator of here) {
      const own = scripts.find(each => each.kind === 'imitate' && each.creator === creator.id)
      const others = scripts.filter(
        each => each.kind === 'imitate' && each.creator !== creator.id && isHere(each.creator),
      )
      if (!own || creator.texts.length < 4) continue
      const name = `youtube/${creator.id}`
      const weights = data.house.folds.find(({ without }) => without.includes(name))
      const cohort = new Cohort(
        { ...data, speakers: data.speakers.filter(each => each.name !== name) },
        weights ?? data.house,
      )
      const videos = creator.texts
        .slice(0, 10)
        .map(({ name: videoId, transcript }) =>
          spokenOf({ videoId, title: '', published: null, transcript, cuts: [] }).words.slice(0, 3_000),
        )
      const { model } = voiceModel(cohort, videos)
      const meter = openMeter(model, cohort, { language: 'en', languageOf: () => 'en' })
      const second = openSecondJudge(creator.texts.slice(0, 10).map(spokenWords), grammars)!
      const sameGenre = judged.filter(({ genre }) => genre === genres[creator.id])
      const plain = sameGenre[0] ?? judged[0]!
      for (const [n, text] of passages(own.text).entries()) {
        const trio = [passages(plain.text)[n], passages(others[n % others.length]!.text)[0], text]
        if (trio.some(each => !each)) continue
        const readings = trio.map(each => meter.read(each!))
        const order = bestFirst(
          readings.map(({ score, own: band }) => ({
            judged: { meter: score, own: band && { low: band.p10, high: band.p90 } },
            setAside: false,
          })),
        )
        drafts.push({
          creator: creator.id,
          meter: readings.map(({ score }) => score!),
          second: trio.map(each => second.judge(normalWords(each!).map(({ word }) => word))!),
          order,
        })
      }
    }
  }
  return drafts
}

/** Stretches of two hundred words. */
function passages(text: string): string[] {
  const words = normalWords(text)
  const found: string[] = []
  for (let at = 0; at + PASSAGE <= words.length; at += PASSAGE)
    found.push(text.slice(words[at]!.start, words[at + PASSAGE - 1]!.end))
  return found
}

describe.skipIf(!existsSync(folder))('drafts that were recorded, on the data beside the repository', () => {
  const drafts = existsSync(folder) ? recordedDrafts() : []

  it('are put in an order in which the meter never falls below the first that was written', () => {
    expect(drafts.length).toBeGreaterThan(20)
    for (const { meter, order } of drafts) expect(meter[order[0]!]).toBeGreaterThanOrEqual(meter[0]!)
  })

  it('have the one first that the second judge finds nearest, in most cases', () => {
    const agreed = drafts.filter(({ second, order }) => second[order[0]!] === Math.max(...second)).length
    const imitation = drafts.filter(({ order }) => order[0] === 2).length
    const figures = `${agreed} of ${drafts.length} as the second judge, ${imitation} the imitation of this creator`
    process.stdout.write(`recorded drafts: ${figures}\n`)
    expect(agreed / drafts.length, figures).toBeGreaterThan(0.6)
  })
})
