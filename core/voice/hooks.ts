import { type PhraseIndex, phraseHits, phraseIndex } from './phrase-hits.ts'
import type { Questions } from './questions.ts'
import type { Spoken } from './spoken.ts'

export type HookKind = 'question' | 'number' | 'imagine' | 'claim' | 'story' | 'promise'

/** The first words of a video: what holds somebody who has just clicked. */
const HOOK_WORDS = 40
const OPENING_WORDS = 60

const kinds: PhraseIndex = phraseIndex({
  imagine: ['imagine', 'picture this', 'what if', 'suppose you', "let's say"],
  story:
    `i was, i had, i went, i remember, i just got, when i was, last week, last year, last month, yesterday,
    a few years ago, a few weeks ago, years ago, # years ago, one day, once upon, this morning, back in #, i got`
      .split(',')
      .map(phrase => phrase.trim()),
  promise:
    `in this video, in today's video, today we're going to, today i'm going to, today i want to, today we are,
    today we'll, i'm going to show you, i'm gonna show you, i'll show you, we're going to look at, by the end of,
    you'll learn, you're going to learn, i want to talk about, we'll look at, we're going to talk, let's talk about,
    today we're talking, i'm going to cover, i want to show you, in this lesson, this video is about`
      .split(',')
      .map(phrase => phrase.trim()),
})

/**
 * How an English video begins, by rules over its first words, the most telling rule first: it asks, says "imagine",
 * names a number, tells of oneself, promises what will come; else it claims something.
 * @returns null for fewer than 20 words
 */
export function hookOf(spoken: Spoken, questions: Questions | null): HookKind | null {
  const opening = spoken.words.slice(0, OPENING_WORDS)
  if (opening.length < 20) return null
  const hits = phraseHits(opening, kinds)
  const said = (name: string, within: number) => hits.get(name)?.some(at => at < within)
  if (questions?.at.some(at => at < HOOK_WORDS)) return 'question'
  if (said('imagine', HOOK_WORDS)) return 'imagine'
  if (opening.slice(0, 25).some(({ word }) => word === '#')) return 'number'
  if (said('story', HOOK_WORDS)) return 'story'
  if (said('promise', OPENING_WORDS)) return 'promise'
  return 'claim'
}
