import type { RewriteHow } from '../../../core/contract/draft.ts'
import type { Steering } from '../../../core/contract/voice.ts'
import { shown, withhold } from '../../../core/machine-words/withhold.ts'
import type { Counting, Message } from '../../model/chat.ts'
import { type Fence, type FencedSource, fenced, fenceRule } from '../../model/fence.ts'
import { languageName } from '../language-name.ts'
import { voiceLines, voicePassages } from './voice-lines.ts'

/** Changes with every change of the words below; stored with each rewrite. */
export const REWRITE_PROMPT_VERSION = 'rewrite-1'

export interface RewriteAsked {
  how: RewriteHow
  wish: string | null
  /** The sentences, in order, by their numbers from 1. */
  sentences: readonly string[]
  /** What is said before and behind them in their beat. */
  before: string
  after: string
  purpose: string
  /** What may be quoted. */
  sources: readonly FencedSource[]
  steering: Steering | null
  /** BCP 47. */
  language: string | null
}

const TASKS: Record<RewriteHow, string> = {
  shorter: 'Say each in fewer words: a third fewer where it can be. Nothing that matters goes.',
  clearer:
    'Say each so that it is understood at once when heard: plain words, one thought a sentence. Part what is long.',
  more_like_me:
    'Say each as this creator would, by their measured voice: their turns, their words, their rhythm. Do not do more of anything than they do.',
  warmer:
    'Say each more warmly: to one viewer, with feeling for them and for the matter, without praise or exaggeration.',
  example:
    'Keep each, and put an example behind the one that needs it most: from a source below, with its quote, or one that anybody knows, said as such. Give it the number of the sentence that it follows.',
  own_order: 'Do what the creator orders.',
}

/** @param fence of the installation */
export function rewriteRequest(
  asked: RewriteAsked,
  fence: Fence,
): { messages: Message[]; options: Counting & { step: string; fence: string } } {
  const passages = asked.steering && asked.how === 'more_like_me' ? voicePassages(asked.steering) : []
  const data = fenced([...passages, ...asked.sources], fence)
  const words = asked.sentences.reduce((sum, text) => sum + text.split(/\s+/).length, 0)
  return {
    messages: [
      { role: 'system', content: instructions(data.fence, asked.language) },
      {
        role: 'user',
        content: [
          ...(asked.steering ? [voiceLines(asked.steering)] : []),
          data.text || 'There are no sources for these sentences.',
          orders(asked),
        ].join('\n\n'),
      },
    ],
    options: { step: 'rewrite', expect: Math.round(words * 3) + 300, fence: data.fence },
  }
}

/** What could not be used of an answer is told once. */
export const REWRITE_REPAIRS = {
  nothing: 'There was no sentence in your answer. Answer in the lines described.',
  language: (language: string) => `That was in another language. Answer again, in ${languageName(language)}.`,
  facts: (lost: readonly string[]) =>
    `Some of what the sentences say is gone: ${lost.slice(0, 12).join(', ')}. Answer again, with every number and name.`,
} as const

const instructions = (fence: string, language: string | null) =>
  `You rewrite sentences of the script of an educational video, which its creator says aloud.

The next message says how the creator talks, holds what the sentences may quote, and then the sentences. ${fenceRule(fence)} V is how the creator talks and is no source.

Answer in lines, nothing else:
1: the first sentence, in its new words
> S1: a quote that bears it out, copied character by character out of that source, where there is one
2: the second

One that becomes two has two lines with its number. One that goes has its number and a dash: “2: -”. One that stays is left out. Every number, date and name stays as it is; nothing is said that neither the sentence nor a source says. What stands in quotation marks stays as it is. Write ${language ? `in ${languageName(language)}` : 'in the language of the sentences'}, for the ear, without headings and links.`

const orders = ({ how, wish, sentences, before, after, purpose }: RewriteAsked): string =>
  [
    ...(purpose ? [`They are for: ${line(purpose, 400)}`] : []),
    ...(before ? [`Said before: ${line(before.slice(-400), 400)}`] : []),
    'The sentences:',
    ...sentences.map((text, at) => `${at + 1}: ${line(text, 2_000)}`),
    ...(after ? [`Said behind: ${line(after, 300)}`] : []),
    TASKS[how],
    ...(wish ? [`The creator’s order: ${line(wish, 1_000)}`] : []),
  ].join('\n')

function line(text: string, most: number): string {
  const said = shown(withhold(text).text).replace(/\s+/g, ' ').trim()
  return said.length > most ? `${said.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : said
}
