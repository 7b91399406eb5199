import { z } from 'zod'
import { Branch, type Gate, Offer, type Option } from '../core/contract/decision.ts'
import { newId } from '../core/contract/id.ts'
import type { Api } from './api.ts'
import { Stop } from './stop.ts'

const Offers = z.object({ offers: z.array(Offer) })
const GATES: readonly Gate[] = ['angle', 'outline', 'hook']

/**
 * Has options made at each gate in turn and takes the first, as somebody in a hurry would. That it was the first and
 * nobody's choice stands in the log with the others beside it.
 */
export async function decideAll(
  api: Api,
  branchId: string,
  told: (words: string) => void,
): Promise<Record<Gate, Option>> {
  const taken = {} as Record<Gate, Option>
  for (const gate of GATES) {
    const run = await api.run(`/branches/${branchId}/offers`, { gate, wish: null })
    const { offers } = await api.get(Offers, `/branches/${branchId}/offers`)
    const offer = offers.find(({ id }) => id === (run.resultId ?? run.id))
    const option = offer?.options[0]
    if (!option)
      throw new Stop(
        `There is no ${gate} to take. ${offer?.notes.join(' ') || 'Give more sources and try again.'}`,
      )
    await api.post(Branch, `/branches/${branchId}/decisions`, {
      ...{ id: newId(), how: 'taken', optionIds: [option.id], content: option.content },
    })
    told(`${gate}, the first of ${offer.options.length}: ${nameOf(option)}`)
    taken[gate] = option
  }
  return taken
}

function nameOf({ content }: Option): string {
  if (content.gate === 'angle') return content.angle.title
  if (content.gate === 'outline')
    return `${content.outline.title} (${content.outline.beats.map(({ title }) => title).join(' · ')})`
  return content.hook.sentences[0]!.text
}
