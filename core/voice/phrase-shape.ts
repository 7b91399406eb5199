/** Words that leave a phrase open at its end: "of the", "so i'm". */
const open =
  "the a an of to in on at for with from by as than into is are was were be been am and or but if that this these those i you we they he she it its my your our their his her i'm i've i'll you're you've we're we've it's that's there's they're he's she's so because when where which who what going gonna have has had do does did can could would will not very more".split(
    ' ',
  )
/** Words that hang on what was said before: "to go", "the back". */
const hanging =
  "of to the is are was were be been am it its than from by with for at on into that's it's i'm i've we're you're they're he she his her their or a an".split(
    ' ',
  )
/** A word more makes these bearable at the end: "go ahead and", "if we look at", "i'm going to". */
const bearable = 'and at to that on in for with into so if when of what is'.split(' ')
const closed = new Set(
  'sort of,kind of,thank you,see you,and so,that is,as well,of course,in fact,at all,at least,to be honest,it turns out'.split(
    ',',
  ),
)

/** Of the hanging ones those that begin a sentence once more than one word follows: "i'm going to", "at the end". */
const isSubject = new Set("i'm i've we're you're it's that's at in the a".split(' '))
const isOpen = new Set(open)
const isHanging = new Set(hanging)
const isBearable = new Set(bearable)

/**
 * Whether an English phrase can be said of somebody ("you say “go ahead and”") rather than being a piece of many
 * sentences ("of the"). Shape only: how often it is said is not asked.
 */
export function isWhole(words: readonly string[]): boolean {
  const text = words.join(' ')
  if (closed.has(text)) return true
  if (words.every(word => word === words[0])) return false
  const last = words.at(-1)!
  if (words.length === 2) return !isOpen.has(last) && !isHanging.has(words[0]!)
  if (closed.has(words.slice(-2).join(' '))) return true
  if (isOpen.has(last) && !isBearable.has(last)) return false
  return !isHanging.has(words[0]!) || isSubject.has(words[0]!)
}
