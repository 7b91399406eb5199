import type { Asked } from '../model/wire-server.ts'
import { type Answer, saysJson } from '../model/wire-server.ts'

/** What a model was shown: claims with the names of their quotes. */
export interface ShownClaim {
  ref: string
  text: string
  evidence: string[]
}

export const shownTo = ({ body }: Asked): ShownClaim[] =>
  [...body.messages[1]!.content.matchAll(/^(C\d+) \([^)]*\): (.*) \[([^\]]*)\]$/gm)].map(
    ([, ref, text, refs]) => ({
      ref: ref!,
      text: text!,
      evidence: refs!.match(/E\d+/g) ?? [],
    }),
  )

/** What the creator told, as the model is shown it. */
export const toldTo = ({ body }: Asked): { ref: string; text: string }[] =>
  [...body.messages[1]!.content.matchAll(/^(E\d+) “(.*)”$/gm)].map(([, ref, text]) => ({
    ref: ref!,
    text: text!,
  }))

/** Answers with what is made of what was asked. */
export const answers =
  (make: (asked: Asked) => unknown): Answer =>
  (asked, response) =>
    saysJson(make(asked))(asked, response)

export const angleOf = (claim: ShownClaim, changes: Record<string, unknown> = {}) => ({
  title: `Angle on ${claim.text.split(' ').slice(0, 7).join(' ')}`,
  promise: `Shows why it is said that ${claim.text}`,
  audience: 'People who live by the sea.',
  new: 'No video says it.',
  titles: ['The sea as a clock', 'Power by the moon', 'What the bay keeps', 'Why it matters'],
  why: 'It can be shown.',
  leavesOut: 'The price.',
  evidence: claim.evidence,
  ...changes,
})

export const outlineOf = (claims: ShownClaim[], order: string, changes: Record<string, unknown> = {}) => ({
  order,
  why: `Told as ${order}.`,
  leavesOut: 'The rest.',
  beats: [
    { kind: 'hook', title: 'The clock', purpose: 'Makes one ask.', weight: 1, evidence: [] },
    { kind: 'setup', title: 'The bay', purpose: 'Says where it is.', weight: 1, evidence: [] },
    ...claims.map(({ text, evidence }) => ({
      ...{ kind: 'turn', title: text.slice(0, 70), purpose: 'Changes the view.', weight: 1.5, evidence },
    })),
    { kind: 'payoff', title: 'The answer', purpose: 'Keeps the promise.', weight: 1, evidence: [] },
    { kind: 'close', title: 'The end', purpose: 'Sends them on.', weight: 1, evidence: [] },
  ],
  ...changes,
})
