import type { Citation } from '../../core/contract/brief.ts'
import type { Content, Option } from '../../core/contract/decision.ts'

/** An option before it has an id. */
export type DraftOption = Omit<Option, 'id'>

/** What of an option says what it is, for telling whether two are the same in other words. */
export function gist({ content }: Pick<DraftOption, 'content'>): string {
  switch (content.gate) {
    case 'angle':
      return `${content.angle.title}. ${content.angle.promise}`
    case 'outline':
      return content.outline.beats.map(({ title }) => title).join('. ')
    case 'hook':
      return content.hook.sentences.map(({ text }) => text).join(' ')
  }
}

/** All that an option cites. */
export function citedBy({ content, evidence }: Pick<DraftOption, 'content' | 'evidence'>): Citation[] {
  return [...evidence, ...citedIn(content)]
}

function citedIn(content: Content): Citation[] {
  if (content.gate === 'outline') return content.outline.beats.flatMap(beat => beat.evidence)
  if (content.gate === 'hook') return content.hook.sentences.flatMap(({ ledger }) => ledger.citations)
  return []
}
