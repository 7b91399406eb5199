import { seen } from './invisible.ts'

const tags = /<\/?[a-z][a-z0-9]{0,15}(?:[\s.][^<>]{0,200})?\/?>|<\/?c(?:\.[^<>]{0,100})?>/gi
const sound = /[[(]\s*\p{Lu}[\p{L}\s'’-]{0,38}[\])]/gu
const onlySound = /^[\s\-–>]*(?:[[(][^\])]{1,80}[\])][\s\-–>.]*)+$/u
const onlyNotes = /^[\s♪♫♬🎵🎶]+$/u

/** Text as it is seen, without inline tags. */
export const cleaned = (text: string): string => seen(text).replace(tags, '')

/** A caption's words apart from what it says of sounds ("[Music]", "♪"). `[ __ ]` is speech, censored. */
export function speechOf(caption: string): { text: string; sounds: number } {
  const text = cleaned(caption).replace(/\s+/g, ' ').trim()
  if (!text) return { text: '', sounds: 0 }
  if (/\[\s*_+\s*\]/.test(text)) return { text, sounds: 0 }
  if (onlyNotes.test(text) || (onlySound.test(text) && /\p{L}/u.test(text))) return { text: '', sounds: 1 }
  let sounds = 0
  const words = text.replace(sound, tag => {
    // Round brackets are how people write an aside: only square ones are taken out of a sentence.
    if (tag.startsWith('(')) return tag
    sounds++
    return ' '
  })
  return { text: words.replace(/\s+/g, ' ').trim(), sounds }
}
