import { heardWords, once, wordsAsForm } from './heard-words.ts'
import { type NormalForm, normalForm } from './normal-form.ts'

/**
 * A text as its words are heard, for what captions and line breaks put between them: notes of sounds ("[Music]", "♪"),
 * marks of a new speaker (">>"), fillers ("um"), words broken at the end of a line ("re-\nsearch"), contractions without
 * their apostrophe ("dont"). Negations, numbers and signs are never dropped.
 */
export interface HeardForm {
  clear: NormalForm
  /**
   * Without the times of captions, and what is said twice at once only once, as rolling captions repeat it; of a
   * negation or a number both.
   */
  once: NormalForm
  /**
   * The same of a quote, with what only the whole text tells: its language and its words. A quote keeps its times, and
   * what it says twice but for single words: two overlapping places joined are not what the text says.
   */
  of(quote: string): { clear: string; once: string }
}

const REPEATED_WORDS = 12

/** @param normal the text's normal form, which is what it is heard as where nothing is put between its words */
export function heardForm(text: string, normal: NormalForm): HeardForm {
  let known: Set<string> | undefined
  const words = () => {
    known ??= wordsOf(text)
    return known
  }
  const plain = silenced(text, words)
  const form = plain === text ? normal : normalForm(plain)
  const umFills = !hasUm(form.text)
  const said = heardWords(plain, form, umFills)
  return {
    clear: wordsAsForm(said),
    once: wordsAsForm(once(said, REPEATED_WORDS, false)),
    of(quote) {
      const plain = silenced(quote, words)
      const said = heardWords(plain, normalForm(plain), umFills)
      return { clear: said.words.join(' '), once: once(said, 1, true).words.join(' ') }
    },
  }
}

/** What a caption says of sounds: one of these alone, or one with a word or two about it. */
const SOUND =
  '(?:music|musik|música|musica|musique|muziek|applause|applaus|aplausos|applaudissements|laughter|laughs|laughing|gelächter|risas|rires|cheering|chuckles|sighs)'
const NOTE = new RegExp(
  `[[(]\\s*(?:${SOUND}|(?!(?:no|not|without)\\b)[\\p{L}'’]+\\s+${SOUND}|${SOUND}\\s+(?:playing|continues|stops|fades|ends|and\\s+${SOUND}))\\s*[\\])]`,
  'giu',
)
const MELODY = /[♪♫♬♩]/g
/** Before a number it is a sign, but at the beginning of a line or after a full stop. */
const SPEAKER =
  /(?<![^\s\])])(?:(?:>|&gt;){2,3}(?=\s*[^\s\d>&-]|\s*$)|(?<=^\s*|[\n.?!\])]\s*)(?:>|&gt;){2,3})/g
const BREAK = /([-‐\u00ad]\s*[\r\n]\s*|\u00ad\s+)/g

const spaces = (found: string) => ' '.repeat(found.length)
const nothing = (found: string) => '\u00ad'.repeat(found.length)

/** The text with sounds, marks and breaks made into as many spaces or signs that nobody sees: places stay. */
function silenced(text: string, words: () => Set<string>): string {
  return text
    .replace(NOTE, spaces)
    .replace(MELODY, spaces)
    .replace(SPEAKER, spaces)
    .replace(BREAK, (found, dash: string, at: number, whole: string) => {
      // A soft hyphen is never one that belongs to the word.
      if (dash.includes('\u00ad')) return nothing(found)
      const one = /\p{L}+$/u.exec(whole.slice(Math.max(0, at - 40), at))
      const two = /^\p{Ll}+/u.exec(whole.slice(at + dash.length, at + dash.length + 40))
      return one && two && isOneWord(one[0], two[0], words()) ? nothing(found) : found
    })
}

/** Of "re-\nsearch" the text has "research" elsewhere; of "well-\nknown" it has "well" and "known". */
function isOneWord(one: string, two: string, words: Set<string>): boolean {
  const [first, last] = [one.toLowerCase(), two.toLowerCase()]
  return words.has(first + last) || !words.has(first) || !words.has(last)
}

function wordsOf(text: string): Set<string> {
  // Neither part of a broken word is a word because it stands there.
  const whole = /(?<![-‐\u00ad\p{L}]|[-‐\u00ad]\s*[\r\n]\s*)\p{L}+(?![-‐\u00ad\p{L}])/gu
  return new Set(text.toLowerCase().match(whole))
}

const WITH_UM = new Set('und der die das ist nicht ein eine que não uma para com os og að'.split(' '))
/** Whether "um" is a word of the language: by its commonest, of which every twentieth or so is one. */
function hasUm(text: string): boolean {
  const words = text.slice(0, 20_000).split(' ')
  return words.filter(word => WITH_UM.has(word)).length * 30 >= words.length
}
