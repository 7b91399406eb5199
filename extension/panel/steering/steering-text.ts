import type { Steering } from '../../../core/contract/voice.ts'
import { clockTime } from '../words/numbers.ts'
import { rate } from './rate.ts'
import { roleNames } from './role-names.ts'

/** All of it as plain text, to be pasted wherever a writer is. Nothing is left out. */
export function steeringText(steering: Steering, name: string, titleOf: (videoId: string) => string): string {
  const { rules, passages, avoid, snippet, caps } = steering
  const from = ({ videoId, startMs }: { videoId: string; startMs: number | null }) =>
    `${titleOf(videoId)}${startMs === null ? '' : `, ${clockTime(startMs)}`}`
  const parts = [
    `How ${name} talks (version ${steering.version})`,
    rules.length > 0 &&
      ['Rules', ...rules.map(({ text, examples }, at) => `${at + 1}. ${text}${quoted(examples)}`)].join('\n'),
    ...passages.map(passage => `${roleNames[passage.role]} (${from(passage)})\n${passage.text}`),
    avoid.length > 0 && ['Never write', ...avoid.map(({ text }) => `- ${text}`)].join('\n'),
    caps.length > 0 &&
      ['At most in 1,000 words', ...caps.map(({ text, per1000 }) => `- ${text}: ${rate(per1000)}`)].join(
        '\n',
      ),
    snippet && `Go on from here (${from(snippet)})\n${snippet.text}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

const quoted = (examples: Steering['rules'][number]['examples']): string =>
  examples[0]?.quote ? ` As in: “${examples[0].quote}”` : ''
