import { describe, expect, it } from 'vitest'
import { isContraction } from '../../../core/voice/english-words.ts'
import { measureVideo } from '../../../core/voice/measure-video.ts'
import { syllables } from '../../../core/voice/syllables.ts'
import { traitsOf, traitValues } from '../../../core/voice/trait-values.ts'
import { traitKinds } from '../../../core/voice/traits.ts'
import { type VideoInput, videoOfText } from '../../../core/voice/video-input.ts'
import { captionRows, speech, subjects } from '../../fixtures/voice/speech.ts'

const id = (at: number) => `video${String(at).padStart(6, '0')}`
const text = (words: string, at = 0, language = 'en') => videoOfText(id(at), words, language)
const values = (words: string, language = 'en') =>
  Object.fromEntries(
    Object.entries(measureVideo(text(words, 0, language)).traits).map(([name, { value }]) => [name, value]),
  )
/** A talk of the chatty creator with the seconds of its captions. */
const talk = (at: number): VideoInput => {
  const rows = captionRows(speech('chatty', subjects[at % subjects.length]!, 600, at))
  const segments = rows.map(({ second, text: row }, n) => ({
    startMs: second * 1000,
    endMs: (rows[n + 1]?.second ?? second + 3) * 1000,
    text: row,
  }))
  return { ...text('', at), transcript: { language: 'en', kind: 'manual', segments } }
}

describe('what a video says', () => {
  /** Twenty words. */
  const twenty = 'So, you know, I think you kind of want the blue one. We don’t really know it, do we? Well.'

  it('is counted per 100 words, of several words as of one', () => {
    const said = values(twenty)
    expect(said).toMatchObject({
      so: 5,
      'you-know': 5,
      'kind-of': 5,
      really: 5,
      well: 5,
      i: 5,
      you: 10,
      we: 10,
      contractions: 5,
      questions: 5,
      the: 5,
      like: 0,
    })
    // "I think" and "kind of" weaken; "really" strengthens.
    expect(said.hedges).toBe(10)
    expect(said.boosters).toBe(5)
  })

  it('is the same said by captions and written by hand', () => {
    const captions = values(twenty.toLowerCase().replace(/[.,?]/g, '').replace('’', "'"))
    for (const trait of ['so', 'you-know', 'kind-of', 'hedges', 'boosters', 'contractions', 'we'])
      expect(captions[trait], trait).toBe(values(twenty)[trait])
  })

  it('knows a contraction from a genitive', () => {
    const yes = ["don't", "it's", "we're", "i'd", 'gonna', "let's", "that's"]
    expect(yes.filter(isContraction)).toEqual(yes)
    expect(["john's", "o'clock", 'its', 'dont', "dogs'"].filter(isContraction)).toEqual([])
  })

  it.each([
    ['the', 1],
    ['kettle', 2],
    ['idea', 3],
    ['something', 2],
    ["don't", 1],
    ['university', 5],
    ['xkcdq', 1],
  ])('counts the syllables of “%s”: %i', (word, count) => {
    expect(syllables(word)).toBe(count)
  })

  it('asks by its marks, and without marks by the order of words', () => {
    const marked =
      'We look at the sky. What do you see? It is dark. Is it the moon? No, it is a lamp. So it goes on.'
    const bare = `${marked.toLowerCase().replace(/[.?,]/g, '')} `
    expect(measureVideo(text(marked)).traits.questions).toMatchObject({ estimated: false, value: 200 / 25 })
    expect(measureVideo(text(bare)).traits.questions).toMatchObject({ estimated: true, value: 200 / 25 })
  })

  it('hides fillers where there are none, and shows them where the captions kept them', () => {
    expect(measureVideo(text(twenty)).traits.fillers).toBeUndefined()
    expect(values(`um ${twenty} uh`).fillers).toBeCloseTo(200 / 22, 9)
  })
})

describe('in other languages', () => {
  const german = Array.from(
    { length: 12 },
    (_, n) =>
      `Heute schauen wir uns den Ofen Nummer ${n} an und warten kurz. Warum wird er nicht warm? Das liegt am Kabel, und das Kabel liegt im Keller, wo es kalt und feucht ist.`,
  ).join(' ')
  const spanish = Array.from(
    { length: 12 },
    (_, n) =>
      `Hoy vemos la bici número ${n} con calma. ¿Por qué suena la cadena? Falta aceite en los eslabones y sobra barro.`,
  ).join(' ')

  it.each([
    ['de', german, 36],
    ['es', spanish, 36],
  ])(
    'rhythm, questions and diversity are measured, and no English trait is: %s',
    (language, words, units) => {
      const measure = measureVideo(text(words, 0, language))
      expect(measure.units).toHaveLength(units)
      expect(measure.traits.questions!.value).toBeCloseTo((12 * 100) / measure.words, 9)
      for (const trait of ['unit-length', 'burstiness', 'mtld', 'hdd', 'mattr', 'letters'])
        expect(measure.traits[trait], trait).toBeDefined()
      for (const trait of Object.keys(measure.traits)) expect(traitKinds[trait]!.english, trait).toBe(false)
      expect(measure.hook).toBeNull()
    },
  )

  it('turns are told by where words stand: German speech that begins with “also”', () => {
    const also = Array.from(
      { length: 20 },
      (_, n) =>
        `${n % 2 ? 'Also' : ['Brot', 'Salz', 'Mehl', 'Hefe'][n % 4]} braucht es in der kalten Küche jeden Tag ein wenig.`,
    )
    const { transitions } = measureVideo(text(also.join(' '), 0, 'de'))
    expect(transitions[0]).toMatchObject({ text: 'also', count: 10 })
    expect(transitions.map(({ text: turn }) => turn)).not.toContain('in')
  })
})

describe('the traits of a voice', () => {
  const videos = Array.from({ length: 6 }, (_, at) => talk(at))
  const measures = videos.map(video => measureVideo(video))
  const traits = traitsOf(measures, { so: [0.1, 0.2, 0.3, 0.4, 0.5], like: [9] })
  const trait = (name: string) => traits.find(each => each.id === name)!

  it('have known ids, and those of the background are the same numbers', () => {
    for (const { id: name } of traits) expect(traitKinds).toHaveProperty(name)
    const plain = traitValues(videos)
    for (const { id: name, value } of traits) expect(plain[name]).toBe(value)
    expect(Object.keys(plain).length).toBeGreaterThan(45)
  })

  it('weigh by words, and spread over the videos, each alike', () => {
    const so = trait('so')
    const said = measures.map(
      ({ lines }) =>
        lines
          .map(line => line.text)
          .join(' ')
          .match(/\bso\b/gi)?.length ?? 0,
    )
    const words = measures.map(measure => measure.words)
    const all = (list: number[]) => list.reduce((sum, each) => sum + each, 0)
    expect(so.value).toBeCloseTo((100 * all(said)) / all(words), 9)
    expect(so.perVideo.map(each => each.value)).toEqual(said.map((count, at) => (count * 100) / words[at]!))
    expect(so.spread.p10).toBeLessThanOrEqual(so.spread.p90)
    expect(so.sample).toEqual({ videos: 6, words: all(words) })
  })

  it('stand among others by z, which a single other cannot give; the most different first', () => {
    const { value, z } = trait('so')
    expect(z).toBeCloseTo((value - 0.3) / Math.sqrt(0.025), 9)
    expect(trait('like')).toMatchObject({ z: null, others: [9] })
    expect(trait('mtld')).toMatchObject({ z: null, others: null })
    expect(traits[0]!.id).toBe('so')
  })

  it('are shown by three places of different videos, where exactly these words are said at that second', () => {
    for (const { id: name, value, examples } of traits) {
      if (name === 'so') expect(examples).toHaveLength(3)
      if (traitKinds[name]!.unit === 'per 100 words' && value === 0) expect(examples, name).toEqual([])
      expect(new Set(examples.map(({ videoId }) => videoId)).size, name).toBe(examples.length)
      for (const { videoId, startMs, quote } of examples) {
        const { transcript } = videos.find(video => video.videoId === videoId)!
        const from = transcript.segments.findIndex(segment => segment.startMs === startMs)
        const there = transcript.segments
          .slice(from)
          .map(segment => segment.text)
          .join(' ')
        expect(from, name).toBeGreaterThanOrEqual(0)
        expect(there.slice(0, there.indexOf(quote) + 1).length, `${name}: ${quote}`).toBeGreaterThan(0)
        expect(there.indexOf(quote)).toBeLessThan(transcript.segments[from]!.text.length)
        expect(quote.length).toBeLessThanOrEqual(400)
      }
    }
    for (const { quote } of trait('so').examples) expect(quote).toMatch(/\bso\b/i)
    for (const { quote } of trait('questions').examples) expect(quote).toMatch(/\?$/)
  })
})
