import type { MaterialSource } from '../material.ts'
import { tokens } from '../terms.ts'
import { commonest, isPhrase, surfaceOf } from '../theme-title.ts'
import type { Said } from './candidates.ts'

/** What is spoken of, with the statements of each source that speak of it. */
export interface Topic {
  /** As the sources write it. */
  name: string
  bySource: Map<number, Said[]>
}

const MOST_WORDS = 3
/** A word alone is a subject where it comes up again; two together say more at once. */
const FEWEST_TIMES = [3, 2, 2]
const BONUS = [1, 1.8, 2]
/** Alone these name nothing. */
const GENERIC =
  /^(?:increas|decreas|mean|ris|fall|grow|growth|chang|rich|poor|question|problem|point|amount|percent|averag|better|wors|different|difference|important|possibl|real|reality|true|sens|case|fact|idea|example|number|level|rate|rat|total|entir|whol|actual|exact|simpl|hard|easy|bad|best|big|bigger|larger|small|smaller|high|higher|lower|early|late|later|world|plac|side|line|word|name|life|hand|head|eye|face|man|men|woman|women|guy|everybody|anybody|someon|story|video|channel|month|hour|minut|second|today|past|futur|current|recent|common|general|special|certain|single|doubl|similar|sam|basic|main|major|huge|massiv|tiny|amaz|interest|interesting|crazy|cool|nice|love|like|happen|work|need|want|think|know|feel|believ|understand|talk|speak|learn|read|writ|play|mov|run|live|stay|leav|bring|pay|paid|buy|bought|sell|sold|spend|spent|cost|pric|money|start|stop|end|open|clos|turn|hold|chanc|choic|choos|decid|reason|result|effect|caus|impact|issue|matter|area|form|type|kind|group|part|piece|piec|step|view|look|role|state|stuff|deal|power|right|wrong|left|free|full|half|quarter|third|pretty|literally|person|human|country|city|ordinary|state|compan|company)$/
/** A word that stands in so many of all statements is what everything is about, and tells nothing. */
const EVERYWHERE = 0.12
const FEW = 8

/**
 * The subjects of the statements, most telling first: phrases that sources come back to. Without a model two videos
 * are rarely heard to say the same; that both speak of the same can be seen from the words.
 */
export function topicsOf(said: Said[], sources: MaterialSource[]): Topic[] {
  const found = new Map<
    string,
    { words: number; surfaces: Map<string, number>; bySource: Map<number, Said[]> }
  >()
  for (const one of said) {
    if (one.sentence.quality < 0.25) continue
    const { text, source } = one
    const words = tokens(text, sources[source]!.language)
    const seen = new Set<string>()
    for (let from = 0; from < words.length; from++) {
      for (let length = 1; length <= MOST_WORDS && from + length <= words.length; length++) {
        const run = words.slice(from, from + length)
        if (!isPhrase(run, text)) continue
        if (length === 1 && (run[0]!.surface.length < 5 || GENERIC.test(run[0]!.term))) continue
        const key = run.map(({ term }) => term).join(' ')
        if (seen.has(key)) continue
        seen.add(key)
        const entry = found.get(key) ?? { words: length, surfaces: new Map(), bySource: new Map() }
        const surface = surfaceOf(run, text)
        entry.surfaces.set(surface, (entry.surfaces.get(surface) ?? 0) + 1)
        entry.bySource.set(source, [...(entry.bySource.get(source) ?? []), one])
        found.set(key, entry)
      }
    }
  }
  const rated = [...found].flatMap(([key, { words, surfaces, bySource }]) => {
    const again = new Map([...bySource].filter(([, those]) => those.length >= FEWEST_TIMES[words - 1]!))
    const times = [...again.values()].reduce((sum, those) => sum + those.length, 0)
    if (again.size === 0 || times > Math.max(FEW, EVERYWHERE * said.length)) return []
    const value = again.size * Math.log(1 + times) * BONUS[words - 1]!
    return [{ key, value, topic: { name: capital(commonest(surfaces)), bySource: again } }]
  })
  rated.sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1))
  return withoutParts(rated)
}

/** «Tax», where «property tax» stands already, is the same once more. */
function withoutParts(rated: { key: string; topic: Topic }[]): Topic[] {
  const taken = new Set<string>()
  return rated.flatMap(({ key, topic }) => {
    const terms = key.split(' ')
    if (terms.some(term => taken.has(term))) return []
    for (const term of terms) taken.add(term)
    return [topic]
  })
}

const capital = (text: string) => text[0]!.toLocaleUpperCase() + text.slice(1)
