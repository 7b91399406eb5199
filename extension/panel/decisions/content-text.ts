import type { Content } from '../../../core/contract/decision.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import { clockTime } from '../words/numbers.ts'

export const titleOf = (content: Content): string => {
  switch (content.gate) {
    case 'angle':
      return content.angle.title
    case 'outline':
      return content.outline.title
    case 'hook':
      return content.hook.sentences[0]!.text
  }
}

/** What was decided as lines of words, the same for the same: to be read, and to be compared word by word. */
export function linesOf(content: Content): string[] {
  switch (content.gate) {
    case 'angle': {
      const { title, promise, audience, fresh, titles } = content.angle
      return [
        title,
        promise,
        audience && `For whom: ${audience}`,
        fresh && `What is new: ${fresh}`,
        ...titles.map(each => `Title: ${each}`),
      ].filter(Boolean)
    }
    case 'outline':
      return [
        content.outline.title,
        ...content.outline.beats.map(
          ({ kind, title, purpose, seconds }) =>
            `${beatNames[kind]}: ${title}${seconds ? ` (${clockTime(seconds * 1_000)})` : ''}${purpose ? `. ${purpose}` : ''}`,
        ),
      ]
    case 'hook':
      return content.hook.sentences.map(each => each.text)
  }
}
