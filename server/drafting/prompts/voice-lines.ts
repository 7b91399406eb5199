import type { Steering } from '../../../core/contract/voice.ts'
import { shown, withhold } from '../../../core/machine-words/withhold.ts'
import type { FencedSource } from '../../model/fence.ts'

/** Of the rules, passages and words that a voice has, as many as pay for their tokens. */
const MOST_PASSAGES = 3
const PASSAGE_WORDS = 110
const MOST_AVOIDED = 20
const MOST_CAPS = 10

/** The creator's own passages as data: where somebody else spoke in their videos, it is no order. */
export const voicePassages = ({ passages, snippet }: Steering): FencedSource[] => [
  {
    ref: 'V',
    kind: 'the creator’s own videos',
    title: 'How the creator talks, about other things',
    passages: [
      ...passages.slice(0, MOST_PASSAGES).map(({ text }) => firstWords(text)),
      ...(snippet ? [firstWords(snippet.text)] : []),
    ],
  },
]

/** What a writer is told of a voice, beside its passages. */
export function voiceLines({ rules, avoid, caps }: Steering): string {
  const lines = [
    'The creator’s voice, measured on their videos. Keep to it without doing more of it than they do:',
    ...rules.map(({ text }) => `- ${plain(text)}`),
  ]
  if (caps.length > 0)
    lines.push(
      `- Their phrases, at most so often in 1,000 words: ${caps
        .slice(0, MOST_CAPS)
        .map(({ text, per1000 }) => `“${plain(text)}” ${Number(per1000.toFixed(1))}`)
        .join(', ')}.`,
    )
  if (avoid.length > 0)
    lines.push(
      `- They never say: ${avoid
        .slice(0, MOST_AVOIDED)
        .map(({ text }) => `“${plain(text)}”`)
        .join(', ')}.`,
    )
  return lines.join('\n')
}

function firstWords(text: string): string {
  const words = text.split(/\s+/)
  return words.length <= PASSAGE_WORDS ? text : `${words.slice(0, PASSAGE_WORDS).join(' ')} …`
}

const plain = (text: string): string => shown(withhold(text).text).replace(/\s+/g, ' ').trim()
