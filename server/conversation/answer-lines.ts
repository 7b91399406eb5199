import { sentences } from '../../core/passages/sentences.ts'
import { jsonWithin } from '../model/json-within.ts'

export interface WrittenQuote {
  /** `S1`, `C2`; null where it names none. */
  ref: string | null
  quote: string
}
export interface WrittenSentence {
  text: string
  quotes: WrittenQuote[]
}
export interface WrittenProposal extends WrittenSentence {
  kind: string
  title: string
  why: string
}
/** What a writer wrote, read line by line; nothing of it is checked yet. */
export interface WrittenAnswer {
  sentences: WrittenSentence[]
  proposals: WrittenProposal[]
  /** It asks for tools instead of answering. */
  asksForTools: boolean
}

const QUOTE = /^>+\s*(?:[[(]?([SC]\d{1,3})[\])]?\s*[:：|–-]?\s*)?(.*)$/i
const TOOL_CALL =
  /<\/?(?:tool_call|function|tool)|["'](?:tool|tool_calls?|function|function_call)["']\s*:|["']name["']\s*:\s*["'](?:search|read_passage|list_claims|compare_sources|search_channel|add_note|propose)["']|^\s*(?:search|read_passage|list_claims|compare_sources|search_channel|add_note|propose)\s*\(/im
const MOST_SENTENCES = 60
const MOST_PROPOSALS = 6

/**
 * Reads an answer in lines: `-` a sentence, `>` a quote of it, `!` a proposal with `+` its text and `?` its reason. What
 * a model writes otherwise is taken as well as it can be: running text by its sentences, JSON by its fields.
 */
export function readAnswer(text: string): WrittenAnswer {
  const asksForTools = TOOL_CALL.test(text)
  const json = /^\s*(?:```\w*\s*)?[{[]/.test(text) ? jsonAnswer(text) : null
  if (json) return { ...json, asksForTools }
  const answer: WrittenAnswer = { sentences: [], proposals: [], asksForTools }
  if (asksForTools && !/^\s*[-•*] /m.test(text)) return answer
  let owner: WrittenSentence | null = null
  let proposal: WrittenProposal | null = null
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (!line || /^```/.test(line)) continue
    const sentence = /^[-•*–]\s+(.*)$/.exec(line)
    const proposed = /^!\s*\[?(\w+)\]?\s*[:：-]\s*(.*)$/.exec(line)
    if (line.startsWith('>')) {
      const [, ref = null, words = ''] = QUOTE.exec(line)!
      if (owner && words.trim()) owner.quotes.push({ ref: ref?.toUpperCase() ?? null, quote: words.trim() })
    } else if (proposed) {
      proposal = {
        kind: proposed[1]!.toLowerCase(),
        title: proposed[2]!.trim(),
        text: '',
        why: '',
        quotes: [],
      }
      answer.proposals.push(proposal)
      owner = proposal
    } else if (proposal && /^\+/.test(line))
      proposal.text += `${proposal.text ? '\n' : ''}${line.slice(1).trim()}`
    else if (proposal && /^\?/.test(line)) proposal.why += `${proposal.why ? ' ' : ''}${line.slice(1).trim()}`
    else if (!/^[{}[\]<]/.test(line)) {
      proposal = null
      for (const each of sentence ? [{ text: sentence[1]!, quotes: [] }] : proseSentences(line)) {
        owner = sentence ? withInline(each) : each
        answer.sentences.push(owner)
      }
    }
  }
  answer.sentences.splice(MOST_SENTENCES)
  answer.proposals.splice(MOST_PROPOSALS)
  return answer
}

const proseSentences = (line: string): WrittenSentence[] =>
  [...sentences(line)].map(({ start, end }) => withInline({ text: line.slice(start, end), quotes: [] }))

/** «The tide “comes twice a day” (S1)»: a model that knows no lines quotes so. */
function withInline(sentence: WrittenSentence): WrittenSentence {
  for (const [, words, ref = null] of sentence.text.matchAll(
    /[“"„«]([^”"“«»]{8,600})[”"»]\s*(?:[[(]\s*([SC]\d{1,3})[^\])]{0,20}[\])])?/gi,
  ))
    sentence.quotes.push({ ref: ref?.toUpperCase() ?? null, quote: words! })
  return sentence
}

/** Answers as JSON, whatever their keys: a list of things with a text and quotes. */
function jsonAnswer(text: string): Pick<WrittenAnswer, 'sentences' | 'proposals'> | null {
  const found = jsonWithin(text) ?? listWithin(text)
  const list = Array.isArray(found) ? found : Object.values(found ?? {}).find(Array.isArray)
  if (!list) return null
  const sentences = list.flatMap((item: unknown): WrittenSentence[] => {
    const { text: words, sentence, quotes } = (item ?? {}) as Record<string, unknown>
    const said = typeof words === 'string' ? words : typeof sentence === 'string' ? sentence : null
    if (!said?.trim()) return []
    return [{ text: said.trim(), quotes: Array.isArray(quotes) ? quotes.flatMap(jsonQuote) : [] }]
  })
  return sentences.length > 0 ? { sentences, proposals: [] } : null
}

function listWithin(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('['), text.lastIndexOf(']') + 1))
  } catch {
    return null
  }
}

function jsonQuote(quote: unknown): WrittenQuote[] {
  if (typeof quote === 'string') return [{ ref: null, quote }]
  const { source, ref, quote: words, text } = (quote ?? {}) as Record<string, unknown>
  const said = typeof words === 'string' ? words : typeof text === 'string' ? text : null
  const named = typeof source === 'string' ? source : typeof ref === 'string' ? ref : null
  return said ? [{ ref: named && (/[SC]\d{1,3}/i.exec(named)?.[0].toUpperCase() ?? named), quote: said }] : []
}

/**
 * Says the words of an answer while it comes: sentences and running text, not quotes, proposals or JSON. A piece may
 * end anywhere; of a line nothing is said before its beginning shows what it is.
 */
export function tellsSentences(say: (text: string) => void): (piece: string) => void {
  let start: string | null = ''
  let telling = false
  let said = false
  return piece => {
    let out = ''
    for (const char of piece) {
      if (char === '\n') {
        start = ''
        telling = false
      } else if (start !== null) {
        start += char
        const begun = /^\s*(?:([-•*–])\s+)?(?=\S)(?![-•*–]\s?$)/.exec(start)
        if (!begun || start.trim() === '') continue
        const rest = start.slice(begun[0].length)
        telling = !/^[>!+?{}[\]<`]/.test(rest)
        if (telling) {
          out += (said ? ' ' : '') + rest
          said = true
        }
        start = null
      } else if (telling) out += char
    }
    if (out) say(out)
  }
}
