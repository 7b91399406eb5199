import { describe, expect, test } from 'vitest'
import { cohesion } from '../../../core/voice/cohesion.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'

const { features } = englishCohort
/** Ten words of which two are of a topic. */
const about = (one: string, other: string) => `so the ${one} is what you see and the ${other}`.split(' ')
const lava = about('volcano', 'magma')
const bread = about('sourdough', 'dough')
const passage = (at: number) => ({ from: at * 10, to: at * 10 + 10 })

describe('The cohesion of a passage with its text', () => {
  test('is lowest where the words of its topic are said nowhere else', () => {
    const text = [...lava, ...lava, ...bread, ...lava]
    const found = cohesion(features, text, [0, 1, 2, 3].map(passage))
    expect(found[2]).toBeLessThan(-0.1)
    expect(found.filter(nats => nats === 0)).toHaveLength(3)
  })

  test('counts each topic word once, by the odds at the length of the rest', () => {
    const text = [...lava, ...bread, ...lava, ...lava]
    const [own, foreign] = [Math.sqrt(30) / 69, 30 / 18_000].map(odds => odds / (1 + odds))
    expect(cohesion(features, text, [passage(1)])[0]).toBeCloseTo(
      2 * Math.log((1 - own!) / (1 - foreign!)),
      12,
    )
  })

  test('does not take a word for shared that the passage alone says, however often', () => {
    const [once] = cohesion(features, [...lava, ...bread, ...lava], [passage(1)])
    const again = [...lava, ...about('dough', 'dough'), ...lava]
    expect(cohesion(features, again, [passage(1)])[0]).toBeCloseTo(once! / 2, 12)
  })

  test('never speaks for a passage: somebody else who talks of the same thing shares its words', () => {
    const text = Array.from({ length: 40 }, (_, at) => about(`volcano`, at % 2 ? 'magma' : 'lava')).flat()
    for (const nats of cohesion(
      features,
      text,
      Array.from({ length: 40 }, (_, at) => passage(at)),
    ))
      expect(nats).toBe(0)
  })

  test('is nothing where only words of no topic are said, or no words at all', () => {
    const text = 'so this is what you see and that is it so there you have it now'.split(' ')
    expect(cohesion(features, text, [{ from: 0, to: 8 }])[0]).toBeCloseTo(0)
    expect(cohesion(features, [], [{ from: 0, to: 0 }])[0]).toBeCloseTo(0)
  })
})
