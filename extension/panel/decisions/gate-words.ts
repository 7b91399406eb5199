import type { Branch, Decision, Gate, Offer, Plan, Ways } from '../../../core/contract/decision.ts'
import type { Done } from '../done.ts'
import type { Feedback } from '../feedback.ts'

export const gates: readonly Gate[] = ['angle', 'outline', 'hook']

/** As the server has it before anybody said otherwise. */
export const noPlan: Plan = { targetSeconds: 480, voiceId: null }

/** How the panel speaks of each decision. */
export const gateWords = {
  angle: { Name: 'Angle', name: 'angle', suggest: 'Suggest three angles', rests: null },
  outline: { Name: 'Outline', name: 'outline', suggest: 'Suggest three outlines', rests: 'angle' },
  hook: { Name: 'Hook', name: 'hook', suggest: 'Suggest three hooks', rests: 'outline' },
} as const satisfies Record<Gate, Record<string, string | null>>

/** The way that is open; null while none is known. */
export const openBranch = (ways: Ways | null): Branch | null =>
  ways?.branches.find(each => each.id === ways.openId) ?? null

export const howWords: Record<Decision['how'], string> = {
  taken: 'taken as it was offered',
  edited: 'taken, in your words',
  mixed: 'mixed from what was offered',
  own: 'your own',
}

/** Who made the options: said with all of them. */
export function offerMethod({ method }: Pick<Offer, 'method'>): string {
  if (method.by === 'extractive') return 'Put together without a model, from the words of your sources.'
  const dropped =
    method.dropped > 0 ? ` ${method.dropped} quotes were dropped because no source says them.` : ''
  return `Suggested by ${method.name}; its quotes were checked word for word.${dropped}`
}

/** "Way 2": the first number that is free. */
export function freeName(branches: readonly Branch[]): string {
  const taken = new Set(branches.map(each => each.name))
  for (let n = branches.length + 1; ; n++) if (!taken.has(`Way ${n}`)) return `Way ${n}`
}

/** Tells what did not come about. @returns whether it did */
export async function told(feedback: Pick<Feedback, 'toast'>, done: Done<unknown>): Promise<boolean> {
  const result = await done
  if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
  return result.ok
}
