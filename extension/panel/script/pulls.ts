import type { Sentence } from '../../../core/contract/script.ts'
import type { SentenceReading } from '../../../core/voice/reading.ts'
import { pullOf } from '../meter/pull.ts'

export interface SpokenText {
  text: string
  /** Where each sentence of the script stands in it. */
  lines: { id: string; start: number; end: number }[]
}

/** The script as the meter reads it: a sentence a line. */
export function spokenText(sentences: readonly Sentence[]): SpokenText {
  const lines: SpokenText['lines'] = []
  let text = ''
  for (const sentence of sentences) {
    const words = sentence.text.trim()
    if (words === '') continue
    if (text !== '') text += '\n'
    lines.push({ id: sentence.id, start: text.length, end: text.length + words.length })
    text += words
  }
  return { text, lines }
}

/** Which way each sentence of the script pulls, as classes: "pull pull--away pull--2". */
export function pullsOf(readings: readonly SentenceReading[], { lines }: SpokenText): Map<string, string> {
  const pulls = new Map<string, string>()
  let at = 0
  for (const line of lines) {
    let strongest = 0
    while (at < readings.length && readings[at]!.end <= line.start) at++
    for (let each = at; each < readings.length && readings[each]!.start < line.end; each++)
      if (Math.abs(readings[each]!.pull) > Math.abs(strongest)) strongest = readings[each]!.pull
    const { way, step } = pullOf(strongest)
    if (step > 0) pulls.set(line.id, `pull pull--${way} pull--${step}`)
  }
  return pulls
}
