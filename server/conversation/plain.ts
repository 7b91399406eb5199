/**
 * Words of which a sentence about the answer itself is made. A name, a number or any word about the world is not among
 * them, so that what says anything of the world is never taken for plain.
 */
const FRAMING = new Set(
  `a an the and or but so here there is are was were be been it this that these those they them what which who where how
  if as at by for from in into of on to with about below above only also both all any each some more most other none no
  not nothing never yet your you yours my me i we our us source sources article articles page pages passage passages
  quote quotes quoted video videos channel note notes question questions answer answers answered asked ask say says said
  saying tell tells told give gives given find found finds look looked show shows mention mentions mentioned agree agrees
  disagree disagrees differ differs part parts point points side sides follows following first second third one two three
  four five several many few same different directly exactly clearly do does did doing can could cannot would should may
  might will have has had them their its sorry however than then too very just whether why when read reading words word
  open card cards proposal proposals angle angles beat beats rewrite rewrites short long summary sum up again next try
  clip clipped add know known unknown unclear`.split(/\s+/),
)
const MOST_WORDS = 25

/** Whether a sentence says nothing about the world, by words alone: no figure, no name, nothing but framing. */
export function isPlain(text: string): boolean {
  if (/[\p{N}%$€£“”"«»]/u.test(text)) return false
  const words = text.toLowerCase().match(/[\p{L}’'-]+/gu) ?? []
  return (
    words.length > 0 &&
    words.length <= MOST_WORDS &&
    words.every(word => FRAMING.has(word.replace(/[’']s$/, '').replace(/n[’']t$/, '')))
  )
}
