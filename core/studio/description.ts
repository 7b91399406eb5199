import { beginningOf, bytesOf, studioLimits, withoutAngles } from './limits.ts'

export interface DescriptionParts {
  /** The creator's own text, above everything. */
  own: string
  /** Lines such as "0:00 Beginning"; '' for none. */
  chapters: string
  /** A line each, the first spoken first. */
  sources: string[]
  /** What stays below, byte for byte: what the form has already. '' for nothing. */
  below: string
}

export interface FittedDescription {
  text: string
  /** What did not fit, as it would have to be told. Chapters go whole or not at all: fewer would be wrong ones. */
  left: { own: string; chapters: boolean; sources: number }
}

const HEAD = 'Sources:'
const GAP = '\n\n'

/**
 * The parts as one text that YouTube takes. What the form has already is never cut; where the rest is too long for
 * the room, sources go first, from the last on, then the chapters, then the end of the own text.
 */
export function fittedDescription(parts: DescriptionParts): FittedDescription {
  const own = withoutAngles(parts.own).trim()
  const chapters = withoutAngles(parts.chapters).trim()
  const lines = parts.sources.map(line => withoutAngles(line).trim()).filter(Boolean)
  const blocks = (words: string, withChapters: boolean, sources: number) => [
    words,
    withChapters ? chapters : '',
    sources > 0 ? [HEAD, ...lines.slice(0, sources)].join('\n') : '',
  ]
  const join = (...of: string[]) => of.filter(Boolean).join(GAP)
  const fits = (text: string) => bytesOf(text) <= studioLimits.descriptionBytes
  const whole = (words: string, withChapters: boolean, sources: number) =>
    join(...blocks(words, withChapters, sources), parts.below)

  let sources = lines.length
  while (sources > 0 && !fits(whole(own, true, sources))) sources--
  const withChapters = fits(whole(own, true, sources))
  const words = beginningOf(own, part => fits(whole(part, withChapters, sources)))
  return {
    text: whole(words, withChapters, sources),
    left: {
      own: own.slice(words.length).trim(),
      chapters: chapters !== '' && !withChapters,
      sources: lines.length - sources,
    },
  }
}
