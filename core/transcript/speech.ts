import { seen } from './invisible.ts'

/** Whatever a browser would take for a tag. */
const tags = /<!--[^<>]*-->|<\/?[a-z][^<>]*>/gi
const sound = /[[(]\s*\p{Lu}[\p{L}\s'’-]{0,38}[\])]/gu
const onlySound = /^[\s\-–>]*(?:[[(][^\])]{1,80}[\])][\s\-–>.]*)+$/u
const onlyNotes = /^[\s♪♫♬🎵🎶]+$/u

/** Text as it is seen, without inline tags, also those that show only when another inside them is taken out. */
export function cleaned(text: string): string {
  if (/^[ -;=?-~]*$/.test(text)) return text
  let rest = seen(text)
  for (let pass = 0; pass < 4; pass++) {
    const without = rest.replace(tags, '')
    if (without === rest) return rest
    rest = seen(without)
  }
  return rest.search(tags) >= 0 ? rest.replaceAll('<', '') : rest
}

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
