import { monthOrDay, unitOf } from '../numbers/measure-words.ts'
import { readNumbers } from '../numbers/read-numbers.ts'
import { namesIn } from './names.ts'

/** Something in a sentence that can be held against what a source says. */
export interface Fact {
  kind: 'number' | 'unit' | 'date' | 'name' | 'denial' | 'cause' | 'comparison' | 'quantity'
  /** As it stands there. */
  written: string
  /** What counts as the same: the value of a number, a unit by whatever word. */
  key: string
}

// Words of each kind, English first: what a sentence says with them no quote backs that is without them.
const DENIALS =
  /\b(?:not|no|none|nobody|nothing|nowhere|never|nor|neither|without|cannot|hardly|barely|false|untrue|wrong|myth|debunk\w*|denie[sd]|deny|refute[sd]?|fail(?:s|ed)? to|nicht|nie|niemals|kein\w*|ohne|falsch|pas|jamais|sans|nunca|jamás|sin|senza|não|sem|не|нет)\b|\b\p{L}+n['’]t\b/giu
/** «Not only», «no wonder» deny nothing. */
const EMPTY_DENIAL = /^(?:not (?:only|just|merely|simply|surprisingly)|no (?:wonder|doubt|surprise))\b/i
const CAUSES =
  /\b(?:because|due to|owing to|thanks to|as a result|therefore|thus|hence|consequently|that['’]s why|which is why|caus(?:e|es|ed|ing)|leads? to|led to|leading to|results? in|resulted in|triggers?|triggered|prevents?|prevented|weil|deshalb|daher|wegen|dadurch|darum|verursach\w*|parce que|donc|à cause|provoque\w*|porque|por eso|debido|perché|quindi|causa)\b/giu
const COMPARISONS =
  /\b(?:than|best|worst|better|worse|double[sd]?|triple[sd]?|halved|(?:bigg|larg|small|high|low|fast|slow|old|young|strong|weak|long|short|great|cheap|rich|poor|hott|cold|warm|cool|deep|heav|light|earl|safe|near)i?(?:er|est)|rise[sn]?|rose|fall(?:s|en)?|fell|increas\w+|decreas\w+|grows?|grew|shrinks?|shrank|besser|schlechter)\b/giu
const QUANTITIES =
  /\b(?:more|less|fewer|most|least|all|every|always|only|half|many|few|several|mehr|weniger|alle|jede[rs]?|immer|nur|plus|moins|toujours|más|menos|siempre)\b/giu

/** All facts of a text, in no order. */
export function factsOf(text: string): Fact[] {
  const facts: Fact[] = readNumbers(text).map(({ written, value, unit }) => ({
    kind: 'number',
    written,
    key: unit ? `${value} ${unit}` : value,
  }))
  for (const [written] of text.matchAll(/[\p{L}°%‰$€£¥]+/gu)) {
    const date = monthOrDay(written)
    const unit = unitOf(written)
    if (date) facts.push({ kind: 'date', written, key: date })
    else if (unit) facts.push({ kind: 'unit', written, key: unit })
  }
  for (const name of namesIn(text)) facts.push({ kind: 'name', written: name, key: name.toLowerCase() })
  for (const { 0: written, index } of text.matchAll(DENIALS))
    if (!EMPTY_DENIAL.test(text.slice(index)))
      facts.push({ kind: 'denial', written, key: written.toLowerCase() })
  for (const [kind, pattern] of [
    ['cause', CAUSES],
    ['comparison', COMPARISONS],
    ['quantity', QUANTITIES],
  ] as const)
    for (const [written] of text.matchAll(pattern)) facts.push({ kind, written, key: written.toLowerCase() })
  return facts
}
