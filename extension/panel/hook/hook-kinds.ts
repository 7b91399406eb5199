import type { HookKind } from '../../../core/contract/decision.ts'

/** How a video begins, in words. */
export const hookKinds: Record<HookKind, string> = {
  question: 'With a question',
  claim: 'With a claim',
  story: 'With a story',
  scene: 'In the middle of a scene',
  number: 'With a number',
  contradiction: 'With a contradiction',
  mistake: 'With a mistake',
  promise: 'With a promise',
  own: 'In your own way',
}
